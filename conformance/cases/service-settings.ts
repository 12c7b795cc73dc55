import type { CaseList, ConformanceCase } from "../case.ts";
import { lines } from "../lines.ts";
import { oneService } from "./service-files.ts";

/** A service that says something about itself and then sleeps. */
const says = (
  name: string,
  {
    show,
    more = [],
    line,
  }: { readonly show: string; readonly more?: readonly string[]; readonly line: string },
): ConformanceCase => ({
  name,
  files: oneService(`sh -c '${show}; exec sleep 1000'`, more.join("\n    ")),
  steps: [{ run: ["start", "svc"] }, { run: ["logs"], stdout: `{time} [svc] ${line}\n`, eventually: true }],
});

const withArgs = (
  name: string,
  { command, args, lines: shown }: { command: string; args: readonly string[]; lines: readonly string[] },
): ConformanceCase => ({
  name,
  files: {
    "show.sh": 'for word in "$@"; do echo "<$word>"; done; exec sleep 1000\n',
    ...oneService(command, "startup: enabled"),
  },
  daemon: args,
  steps: [
    { run: ["logs"], stdout: shown.map((line) => `{time} [svc] ${line}\n`).join(""), eventually: true },
  ],
});

/** What a service runs with. */
export const serviceSettings: CaseList = {
  noun: "service settings",
  cases: [
    says("variables come from the daemon, and the layer's stand above them", {
      show: "echo $HOME $TZ $A",
      more: ["environment: {TZ: CET, A: $HOME}"],
      line: "{dir} CET $HOME",
    }),
    says("a user brings its HOME and USER, but no LOGNAME", {
      show: 'echo "$(id -u) $HOME $USER $(printenv LOGNAME || echo none)"',
      more: ["user: nobody"],
      line: "65534 /nonexistent nobody none",
    }),
    says("HOME and USER of the layer stand above those of the user", {
      show: 'echo "$(id -un) $HOME $USER"',
      more: ["user: nobody", "environment: {HOME: /tmp, USER: me}"],
      line: "nobody /tmp me",
    }),
    says("a user has its own group, and no further ones", {
      show: 'echo "$(id -gn) $(id -Gn)"',
      more: ["user: nobody"],
      line: "nogroup nogroup",
    }),
    says("a group may be given with the user", {
      show: "echo $(id -un) $(id -gn)",
      more: ["user: nobody", "group: daemon"],
      line: "nobody daemon",
    }),
    says("numbers do without an account", {
      show: "echo $(id -u) $(id -g) $HOME",
      more: ["user-id: 4711", "group-id: 4712"],
      line: "4711 4712 {dir}",
    }),
    says("the working directory is the daemon's, unless the layer says another", {
      show: "pwd",
      line: "{dir}",
    }),
    says("the working directory may be relative to the daemon's", {
      show: "pwd",
      more: ["working-dir: layers"],
      line: "{dir}/layers",
    }),
    says("standard input is empty", { show: "cat; echo end", line: "end" }),
    says("a service leads its own process group", {
      show: 'cut -d" " -f5 /proc/$$/stat | sed "s/^$$\\$/leader/"',
      line: "leader",
    }),
    withArgs("the words in brackets are the defaults", {
      command: "sh show.sh one [ two 'three four' ]",
      args: [],
      lines: ["<one>", "<two>", "<three four>"],
    }),
    withArgs("--args takes the place of the words in brackets", {
      command: "sh show.sh one [ two three ]",
      args: ["--args", "svc", "five", "six seven", ";"],
      lines: ["<one>", "<five>", "<six seven>"],
    }),
    withArgs("--args without words takes the defaults away", {
      command: "sh show.sh one [ two three ]",
      args: ["--args", "svc"],
      lines: ["<one>"],
    }),
    withArgs("--args is added to a command without brackets", {
      command: "sh show.sh one",
      args: ["--args", "svc", "two"],
      lines: ["<one>", "<two>"],
    }),
    {
      name: "signals reach the service's own process, and no child",
      files: {
        "layers/001-base.yaml": lines(
          "services:",
          "  svc:",
          "    override: replace",
          `    command: sh -c "sh -c 'trap \\"echo child\\" USR1; while true; do sleep 0.05; done' & trap 'echo parent' USR1; echo ready; while true; do sleep 0.05; done"`,
        ),
      },
      steps: [
        { run: ["start", "svc"] },
        { run: ["signal", "USR1", "svc"] },
        { run: ["logs"], stdout: "{time} [svc] ready\n{time} [svc] parent\n", eventually: true },
      ],
    },
  ],
};
