// A page of its own with the score explorer.

import { render } from "./score_explorer.js";
import { showAll } from "./standalone.js";

showAll(render);
