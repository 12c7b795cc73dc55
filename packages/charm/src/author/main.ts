#!/usr/bin/env node
import { createAuthorFiles } from "../os/author-files.ts";
import {
  architecture,
  buildTime,
  checkoutFolder,
  endWith,
  interrupted,
  programWords,
  runProgram,
  templateFolder,
} from "../os/author-process.ts";
import { writeArchive } from "../os/charm-archive.ts";
import { runAuthorTool } from "./run.ts";

const exitCode = await runAuthorTool(programWords(), {
  files: createAuthorFiles(),
  template: templateFolder,
  checkout: checkoutFolder(),
  run: runProgram,
  writeArchive,
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  architecture: architecture(),
  today: buildTime,
  interrupted,
});
endWith(exitCode);
