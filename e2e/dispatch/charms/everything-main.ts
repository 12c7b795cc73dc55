import { main } from "@cobble/charm";
import { EverythingCharm } from "./everything.ts";

await main(EverythingCharm);
