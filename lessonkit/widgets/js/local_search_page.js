// A page of its own with the local search explorer.

import { render } from "./local_search_explorer.js";
import { showAll } from "./standalone.js";

showAll(render);
