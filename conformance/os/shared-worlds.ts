import type { Target } from "./target.ts";
import { createWorld, type World } from "./world.ts";

/** One world for each target, made when it is first asked for; disposing stops their daemons and removes their folders. */
export interface SharedWorlds extends AsyncDisposable {
  of(target: Target): Promise<World>;
}

/** Worlds with nothing in them but a daemon, for cases that leave it as it was. */
export function createSharedWorlds(): SharedWorlds {
  const worlds = new Map<string, Promise<World>>();
  return {
    of: (target) => {
      const world =
        worlds.get(target.name) ??
        createWorld(target, { files: {}, links: {}, certificates: {}, env: {}, daemon: ["--hold"] });
      worlds.set(target.name, world);
      return world;
    },
    [Symbol.asyncDispose]: async () => {
      for (const world of await Promise.allSettled(worlds.values())) {
        if (world.status === "fulfilled") await world.value[Symbol.asyncDispose]();
      }
    },
  };
}
