import { splitCommand } from "../../command.ts";
import { CommandError } from "../../errors.ts";
import type { Complaint } from "../place.ts";

/** What is odd, without its place. */
export type Doubt = Pick<Complaint, "message" | "advice">;

/** Words that mean something to a shell only, when no quote is next to them. */
const shellWord = /(?<=\s)(?:&&|\|\|?|&|[12]?>>?|<|2>&1|[12]?>\/dev\/null)(?=\s|$)/g;

const wordsOf = (command: string): readonly string[] => {
  try {
    return splitCommand(command);
  } catch (error) {
    // It is a fault of its own then.
    if (error instanceof CommandError) return [];
    throw error;
  }
};

/** What is odd about a command that runs without a shell; `what` says whose it is: `service "web"`. */
export const commandDoubts = (command: string, what: string): readonly Doubt[] => {
  if (command !== "" && command.trim() === "") return [{ message: `the command of ${what} is blank` }];
  const words = wordsOf(command);
  // What is inside quotes, as in sh -c 'a && b', is no word of its own.
  const word = command.match(shellWord)?.find((one) => words.includes(one));
  if (word === undefined) return [];
  const message = `no shell runs the command of ${what}: ${JSON.stringify(word)} is passed to it as an argument`;
  return [{ message, advice: { hint: "to have a shell: sh -c '...'" } }];
};

/** What is odd about the default arguments of a service's command. */
export const argumentDoubts = (command: string, what: string): readonly Doubt[] => {
  const words = wordsOf(command);
  if (!words.includes("[") || words.includes("]")) return [];
  const advice = { hint: `a "]" at the end, after ${JSON.stringify(words.at(-1))}` };
  return [{ message: `the "[" in the command of ${what} is not closed`, advice }];
};
