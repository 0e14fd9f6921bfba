// A page of its own with the search explorer.

import { showAll } from "./standalone.js";
import { render } from "./search_explorer.js";

showAll(render);
