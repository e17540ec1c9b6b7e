// Makes the invented town that the other tests copy, once for every build.
import {ready_home} from "./served.mjs";

await ready_home();
