// A page of its own with the section explorer.

import { render } from "./section_explorer.js";
import { showAll } from "./standalone.js";

showAll(render);
