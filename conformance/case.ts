import type { CertificateKind } from "./os/certificates.ts";

/** The programs that the same list of cases is run against. */
export type TargetName = "cobble" | "pebble";

/**
 * A text with placeholders, which an output has to match as a whole: `{time}` an RFC 3339 time, `{when}` a relative time as
 * listings print it, `{n}` a whole number, `{duration}`, `{any}` anything (lines too), `{dir}` the case's folder, `{prog}` the
 * program's own name, `{peer}` the address and port of the case's peer. Other braces are literal. In JSON `"{any}"` is any value that is there, `"{n}"` any whole number and
 * `"{absent}"` a key that is missing.
 */
export type Template = string;

/** Runs the command line and looks at all that comes out of it. What is not given is empty, and exit code 0. */
export interface CommandStep {
  readonly run: readonly string[];
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly code?: number;
  readonly stdout?: Template;
  readonly stderr?: Template;
  /** Runs it on a terminal with so many columns; all that it writes is its `stdout` then, as the terminal gets it. */
  readonly terminalColumns?: number;
  /** Sends it SIGINT after so many milliseconds, as Ctrl-C does. */
  readonly interruptAfterMs?: number;
  /** Tries again until it matches, for at most ten seconds: for what happens in its own time. */
  readonly eventually?: true;
}

/**
 * Sends one HTTP request, over the socket unless said otherwise. `{dir}` in path and body is the case's folder, `{pem:NAME}` in
 * the body the certificate of that name.
 */
export interface RequestStep {
  /** Method and path, `GET /v1/plan`. */
  readonly send: string;
  /**
   * Over TCP, to the address that `{http}` or `{https}` in the daemon's words stands for; `plain https` is without TLS, where
   * there should be some.
   */
  readonly over?: "http" | "https" | "plain https";
  /** The certificates that are shown over HTTPS, by name: the first is that of the client's key. */
  readonly showing?: readonly string[];
  /** Sends it on the socket as the user of that ID, by curl. */
  readonly asUser?: number;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** 0 when there is to be no answer at all. */
  readonly status: number;
  /** What the answer must hold; objects may hold more, lists may not. */
  readonly json?: unknown;
  /** The answer as text. */
  readonly text?: Template;
  /** Reads only so many lines and hangs up: for an answer without end. */
  readonly hangUpAfterLines?: number;
  /** Headers of the answer, in lower case. */
  readonly answerHeaders?: Readonly<Record<string, Template>>;
  readonly eventually?: true;
}

/**
 * Looks at all that has come to the case's receiver: of a request its path and type, and in the next line its body; of a
 * datagram a line.
 */
export interface ReceivedStep {
  readonly received: Template;
  readonly eventually?: true;
}

/** Ends the daemon and starts it again, in the same folder. */
export interface RestartStep {
  readonly restart: "SIGTERM" | "SIGKILL";
}

/** One thing done to the target, and what has to come of it. */
export type Step = CommandStep | RequestStep | ReceivedStep | RestartStep;

/** Something that logs are sent to. */
export interface ReceiverSpec {
  readonly protocol: "http" | "tcp" | "udp";
  /** The statuses that requests are answered with in turn, the last one for all after it; 204 when absent. */
  readonly answers?: readonly number[];
}

/** What a peer says to whoever asks for a path. */
export interface PeerAnswer {
  /** All the bytes, from the status line on; `{request}` stands for the head of the request, with `|` for line ends. */
  readonly says: string;
  /** What becomes of the connection then; it `closes` when absent. */
  readonly after?: "closes" | "hangs" | "resets";
}

/** Why a target does not do as the case says; the case is run all the same, and has to fail there. */
export interface Exception {
  readonly target: TargetName;
  readonly kind: "differs on purpose" | "not yet";
  readonly reason: string;
}

/** One behaviour: what is there before, what is done, and what has to come of it. */
export interface ConformanceCase {
  /** A sentence: subject, outcome, condition. */
  readonly name: string;
  /** Files of the case's folder before the daemon starts, by relative path; a `layers/NNN-label.yaml` is a layer. */
  readonly files?: Readonly<Record<string, string>>;
  /** A server on this machine that the target may talk to: its answers, by path. `{peer}` in files is its address and port. */
  readonly peer?: Readonly<Record<string, PeerAnswer>>;
  /** Symbolic links of the case's folder, by relative path, and what each points to. */
  readonly links?: Readonly<Record<string, string>>;
  /**
   * What follows `run` when the daemon is started, `["--hold"]` when absent; one that begins with `enter` stands for itself;
   * `{http}` and `{https}` are addresses that are free;
   * "none" is no daemon; "shared" is one that other cases use too, with no layers: for cases that change nothing in it.
   */
  readonly daemon?: readonly string[] | "none" | "shared";
  /** Listens before the daemon starts; `{receiver}` in the files is its port. */
  readonly receiver?: ReceiverSpec;
  /** Variables of the daemon and of commands; `{dir}` in them is the case's folder. */
  readonly env?: Readonly<Record<string, string>>;
  /** Certificates with their keys, by name. */
  readonly certificates?: Readonly<Record<string, CertificateKind>>;
  /** Left out, and said so, where the runner is not root. */
  readonly needsRoot?: true;
  readonly steps: readonly Step[];
  readonly except?: Exception;
}

/** The cases of one noun. */
export interface CaseList {
  readonly noun: string;
  readonly cases: readonly ConformanceCase[];
}
