// A page of its own with the slice explorer.

import { render } from "./slice_explorer.js";
import { showAll } from "./standalone.js";

showAll(render);
