// A page of its own with the mini-batch explorer.

import { render } from "./batch_explorer.js";
import { showAll } from "./standalone.js";

showAll(render);
