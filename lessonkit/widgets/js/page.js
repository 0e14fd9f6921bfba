// A page of its own with the descent explorer.

import { render } from "./explorer.js";
import { showAll } from "./standalone.js";

showAll(render);
