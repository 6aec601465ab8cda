// One bundle for all that a reader touches: the data say which widget they are for.
import {explorer} from "./explorer.js";
import {levers} from "./levers.js";

const render = (context) => ("levers" in context.model.get("data") ? levers : explorer)(context);

export default {render};
