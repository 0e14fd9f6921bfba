// A page of its own with the tangent explorer.

import { showAll } from "./standalone.js";
import { render } from "./tangent_explorer.js";

showAll(render);
