// A page of its own with the step explorer.

import { showAll } from "./standalone.js";
import { render } from "./step_explorer.js";

showAll(render);
