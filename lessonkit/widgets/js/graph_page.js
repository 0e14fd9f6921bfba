// A page of its own with the graph explorer.

import { render } from "./graph_explorer.js";
import { showAll } from "./standalone.js";

showAll(render);
