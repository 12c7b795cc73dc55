"""Runs hooks of scripted.py, each in a fork of this process, which has loaded the library already.

A line of standard input is a hook: the folder of its unit, its environment, and what tools answer. A line of standard output
tells how it ended. Hook tools are not started: what they were run with is noted, and answered as programs of theirs would.
"""

import json
import os
import subprocess
import sys
import traceback

import ops

import scripted

start = subprocess.run


class Hook:
    """One hook, in a process of its own."""

    def __init__(self, request):
        self.answers = request["answers"]
        self.said = []
        self.runs = []
        self.problem = ""
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["env"])
        scripted.say = self.said.append
        subprocess.run = self.run_tool

    def run_tool(self, args, input=None, check=False, **options):
        name = args[0]
        if "/" in name:
            return start(args, input=input, check=check, **options)
        self.runs.append({"words": list(args), "input": self.input_of(args, input)})
        answer = self.answers.get(" ".join(args), self.answers.get(name, ""))
        if answer.startswith("!"):
            raise subprocess.CalledProcessError(1, list(args), "", answer[1:] + "\n")
        return subprocess.CompletedProcess(list(args), 0, answer, "")

    def input_of(self, args, input):
        read = input or ""
        for word in args:
            name, is_file, path = word.partition("#file=")
            if is_file:
                with open(path, encoding="utf-8") as file:
                    read += f"{name}={file.read()}\n"
        return read

    def run(self):
        try:
            ops.main(scripted.ScriptedCharm)
            return 0
        except SystemExit as end:
            return end.code or 0
        except BaseException:
            self.problem = traceback.format_exc()
            try:
                # What ops has put there for errors that nobody caught.
                sys.excepthook(*sys.exc_info())
            except Exception:
                # An interpreter would only print what went wrong in it.
                self.problem += traceback.format_exc()
            return 1


def main():
    for line in sys.stdin:
        if os.fork() == 0:
            hook = Hook(json.loads(line))
            code = hook.run()
            end = {"exitCode": code, "said": hook.said, "runs": hook.runs, "stderr": hook.problem}
            os.write(1, (json.dumps(end) + "\n").encode())
            os._exit(0)
        _, status = os.wait()
        if status != 0:
            # Nobody has answered: say so, or whoever asked would wait for ever.
            print(json.dumps({"exitCode": -1, "said": [], "runs": [], "stderr": f"ended with {status}"}), flush=True)


main()
