import type { CommandStep, ConformanceCase, ReceivedStep, RequestStep, RestartStep, Step } from "./case.ts";
import { differences, matchesText, type Names } from "./match.ts";
import type { Certificate } from "./os/certificates.ts";
import { runCommand } from "./os/command.ts";
import { requestByCurl } from "./os/curl.ts";
import { startPeer } from "./os/peer.ts";
import { type Receiver, startReceiver } from "./os/receiver.ts";
import { type HttpPlace, sendRequest } from "./os/request.ts";
import type { SharedWorlds } from "./os/shared-worlds.ts";
import type { Target } from "./os/target.ts";
import { createWorld, type World } from "./os/world.ts";

const stepTimeoutMs = 15_000;
const eventuallyMs = 10_000;
const retryMs = 40;

/** What one attempt of a step gave: what is wrong with it, and what was seen. */
interface Attempt {
  readonly faults: readonly string[];
  readonly seen: string;
}

/** How a case went: no faults is passed. */
export interface CaseResult {
  readonly faults: readonly string[];
  /** What each step gave, for who writes cases. */
  readonly seen: readonly string[];
}

interface Place {
  readonly target: Target;
  readonly world: World;
  readonly names: Names;
  readonly receiver: Receiver | undefined;
}

/** Runs one case in a world of its own; the first step that fails ends it. */
export async function runCase(
  target: Target,
  test: ConformanceCase,
  shared: SharedWorlds,
): Promise<CaseResult> {
  const seen: string[] = [];
  try {
    await using receiver = test.receiver && (await startReceiver(test.receiver));
    await using peer = test.peer && (await startPeer(test.peer));
    const others = { receiver: String(receiver?.port ?? ""), peer: peer?.address ?? "" };
    await using world = await openWorld(target, withOthers(test, others), shared);
    const names = { dir: world.dir, prog: target.name, peer: others.peer };
    for (const [at, step] of test.steps.entries()) {
      const attempt = await runStep({ target, world, names, receiver }, step);
      const title = `step ${at + 1}, ${nameOf(step)}`;
      seen.push(`${title}\n${attempt.seen}`);
      if (attempt.faults.length > 0) return { faults: [`${title}:`, ...attempt.faults], seen };
    }
    return { faults: [], seen };
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : String(error)], seen };
  }
}

function nameOf(step: Step): string {
  if ("run" in step) return step.run.join(" ");
  if ("restart" in step) return `restart after ${step.restart}`;
  return "send" in step ? step.send : "what was received";
}

/** The case with the places of its peer and its receiver in its files. */
function withOthers(
  test: ConformanceCase,
  { receiver, peer }: { readonly receiver: string; readonly peer: string },
): ConformanceCase {
  const files = Object.entries(test.files ?? {}).map(([path, text]): readonly [string, string] => [
    path,
    text.replaceAll("{receiver}", receiver).replaceAll("{peer}", peer),
  ]);
  return { ...test, files: Object.fromEntries(files) };
}

/** The folder is always the case's own. */
async function openWorld(target: Target, test: ConformanceCase, shared: SharedWorlds): Promise<World> {
  const { files = {}, links = {}, certificates = {}, env = {}, daemon = ["--hold"] } = test;
  const found = { files, links, certificates, env };
  if (daemon !== "shared") return createWorld(target, { ...found, daemon });
  const { socketPath } = await shared.of(target);
  return { ...(await createWorld(target, { ...found, daemon: "none" })), socketPath };
}

async function runStep(place: Place, step: Step): Promise<Attempt> {
  if ("restart" in step) {
    await place.world.restart(step.restart);
    return { faults: [], seen: "it runs" };
  }
  const endsAt = Date.now() + (step.eventually ? eventuallyMs : 0);
  for (;;) {
    const attempt = await tryStep(place, step);
    if (attempt.faults.length === 0 || Date.now() >= endsAt) return attempt;
    await Bun.sleep(retryMs);
  }
}

async function tryStep(place: Place, step: Exclude<Step, RestartStep>): Promise<Attempt> {
  if ("run" in step) return runCommandStep(place, step);
  return "send" in step ? runRequestStep(place, step) : lookAtReceived(place, step);
}

function lookAtReceived({ receiver, names }: Place, step: ReceivedStep): Attempt {
  const text = receiver?.text() ?? "";
  return {
    faults: textFaults("received", { expected: step.received, text, names }),
    seen: JSON.stringify(text),
  };
}

async function runCommandStep({ target, world, names }: Place, step: CommandStep): Promise<Attempt> {
  const words = step.run.map((word) => word.replaceAll("{dir}", world.dir));
  const { code, stdout, stderr } = await runCommand([...target.command, ...words], {
    cwd: world.dir,
    env: { ...world.env, ...fillDir(step.env ?? {}, world.dir) },
    ...(step.stdin === undefined ? {} : { stdin: step.stdin }),
    terminalColumns: step.terminalColumns,
    interruptAfterMs: step.interruptAfterMs,
    timeoutMs: stepTimeoutMs,
  });
  const faults = [
    ...(code === (step.code ?? 0) ? [] : [`exit code: expected ${step.code ?? 0}, got ${code}`]),
    ...textFaults("stdout", { expected: step.stdout ?? "", text: stdout, names }),
    ...textFaults("stderr", { expected: step.stderr ?? "", text: stderr, names }),
  ];
  return {
    faults,
    seen: `exit code ${code}\nstdout ${JSON.stringify(stdout)}\nstderr ${JSON.stringify(stderr)}`,
  };
}

/** Where a request goes, and with which certificates. */
function placeOf({ socketPath, ports, certificates }: World, { over, showing = [] }: RequestStep): HttpPlace {
  if (over === undefined) return { socketPath };
  const port = over === "http" ? ports.http : ports.https;
  if (port === undefined) throw new Error(`the daemon was not told to listen for ${over}`);
  if (over !== "https") return { port };
  const shown = showing.map((name) => certificateOf(certificates, name));
  const key = shown[0]?.key;
  const cert = shown.map((each) => each.cert).join("");
  return { port, tls: key === undefined ? {} : { cert, key } };
}

function certificateOf(certificates: World["certificates"], name: string): Certificate {
  const found = certificates.get(name);
  if (found === undefined) throw new Error(`the case has no certificate ${name}`);
  return found;
}

/** Puts the certificates into a body of JSON that names them. */
function fillCertificates(body: string, certificates: World["certificates"]): string {
  return body.replaceAll(/\{pem:(\w+)\}/g, (_, name: string) =>
    JSON.stringify(certificateOf(certificates, name).cert).slice(1, -1),
  );
}

/** What is seen of a request that is not answered. */
const noAnswer = { status: 0, headers: {}, text: "" };

async function runRequestStep({ world, names }: Place, step: RequestStep): Promise<Attempt> {
  const [method = "", path = ""] = step.send.replaceAll("{dir}", world.dir).split(" ");
  const body =
    typeof step.body === "string" || step.body === undefined ? step.body : JSON.stringify(step.body);
  const request = {
    to: placeOf(world, step),
    method,
    path,
    ...(step.headers ? { headers: step.headers } : {}),
    ...(body === undefined
      ? {}
      : { body: fillCertificates(body.replaceAll("{dir}", world.dir), world.certificates) }),
    timeoutMs: stepTimeoutMs,
    ...(step.hangUpAfterLines === undefined ? {} : { hangUpAfterLines: step.hangUpAfterLines }),
  };
  const { asUser } = step;
  const sent = asUser === undefined ? sendRequest(request) : requestByCurl({ ...request, asUser });
  const answer = step.status === 0 ? await sent.catch(() => noAnswer) : await sent;
  const faults = [
    ...(answer.status === step.status ? [] : [`status: expected ${step.status}, got ${answer.status}`]),
    ...(step.json === undefined ? [] : jsonFaults(step.json, { text: answer.text, names })),
    ...(step.text === undefined ? [] : textFaults("text", { expected: step.text, text: answer.text, names })),
    ...differences(step.answerHeaders ?? {}, { value: answer.headers, names, path: "headers" }),
  ];
  return { faults, seen: `${answer.status} ${answer.text}` };
}

function fillDir(env: Readonly<Record<string, string>>, dir: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value.replaceAll("{dir}", dir)]),
  );
}

function jsonFaults(expected: unknown, { text, names }: { text: string; names: Names }): readonly string[] {
  try {
    return differences(expected, { value: JSON.parse(text), names });
  } catch {
    return [`the answer is not JSON: ${JSON.stringify(text)}`];
  }
}

function textFaults(
  what: string,
  { expected, text, names }: { expected: string; text: string; names: Names },
): readonly string[] {
  if (matchesText(expected, { text, names })) return [];
  return [
    `${what}: expected ${JSON.stringify(expected)}`,
    `${" ".repeat(what.length)}       got ${JSON.stringify(text)}`,
  ];
}
