import { z } from "zod";

// What both ends of a relation have agreed to say. Each field is a key of the relation's data, with JSON as its value.

/** What an application says of itself over `item`. */
export const Item = z.object({ name: z.string(), url: z.url(), description: z.string().default("") });
/** What an application says of itself over `item`. */
export type Item = z.infer<typeof Item>;

/** What each unit says to the others over `mirrors`: nothing before its first hook of the relation. */
export const Mirror = z.object({ url: z.url().optional() });
