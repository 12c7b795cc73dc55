import type { CaseList } from "./case.ts";
import { aborts } from "./cases/aborts.ts";
import { access } from "./cases/access.ts";
import { accessTable } from "./cases/access-table.ts";
import { add } from "./cases/add.ts";
import { bodySyntax } from "./cases/body-syntax.ts";
import { bodyTypes } from "./cases/body-types.ts";
import { changes } from "./cases/changes.ts";
import { checkActions } from "./cases/check-actions.ts";
import { checkCommands } from "./cases/check-commands.ts";
import { checkEntries } from "./cases/check-entries.ts";
import { checkExec } from "./cases/check-exec.ts";
import { checkHttp } from "./cases/check-http.ts";
import { checkPlans } from "./cases/check-plans.ts";
import { checkRefresh } from "./cases/check-refresh.ts";
import { checkTargets } from "./cases/check-targets.ts";
import { checks } from "./cases/checks.ts";
import { commandLine } from "./cases/command-line.ts";
import { daemonLife } from "./cases/daemon-life.ts";
import { daemonLog } from "./cases/daemon-log.ts";
import { enter } from "./cases/enter.ts";
import { entrySyntax } from "./cases/entry-syntax.ts";
import { envelope } from "./cases/envelope.ts";
import { exec } from "./cases/exec.ts";
import { execEnds } from "./cases/exec-ends.ts";
import { execRequests } from "./cases/exec-requests.ts";
import { extensions } from "./cases/extensions.ts";
import { fieldValues } from "./cases/field-values.ts";
import { fileContents } from "./cases/file-contents.ts";
import { fileKinds } from "./cases/file-kinds.ts";
import { fileNames } from "./cases/file-names.ts";
import { fileOwners } from "./cases/file-owners.ts";
import { fileRequests } from "./cases/file-requests.ts";
import { files } from "./cases/files.ts";
import { health } from "./cases/health.ts";
import { https } from "./cases/https.ts";
import { identities } from "./cases/identities.ts";
import { layerFaults } from "./cases/layer-faults.ts";
import { layerOrder } from "./cases/layer-order.ts";
import { layers } from "./cases/layers.ts";
import { logTargetEntries } from "./cases/log-target-entries.ts";
import { logTargets } from "./cases/log-targets.ts";
import { logs } from "./cases/logs.ts";
import { mapSyntax } from "./cases/map-syntax.ts";
import { mergedChecks } from "./cases/merged-checks.ts";
import { mergedLists } from "./cases/merged-lists.ts";
import { mergedSections } from "./cases/merged-sections.ts";
import { mergedServices } from "./cases/merged-services.ts";
import { mergedValues } from "./cases/merged-values.ts";
import { metrics } from "./cases/metrics.ts";
import { noticeFilters } from "./cases/notice-filters.ts";
import { noticeKeys } from "./cases/notice-keys.ts";
import { notices } from "./cases/notices.ts";
import { pairing } from "./cases/pairing.ts";
import { paths } from "./cases/paths.ts";
import { plan } from "./cases/plan.ts";
import { run } from "./cases/run.ts";
import { serviceChanges } from "./cases/service-changes.ts";
import { serviceEntries } from "./cases/service-entries.ts";
import { serviceExits } from "./cases/service-exits.ts";
import { serviceRestarts } from "./cases/service-restarts.ts";
import { serviceSettings } from "./cases/service-settings.ts";
import { serviceShutdowns } from "./cases/service-shutdowns.ts";
import { serviceStarts } from "./cases/service-starts.ts";
import { serviceStops } from "./cases/service-stops.ts";
import { services } from "./cases/services.ts";
import { waiting } from "./cases/waiting.ts";
import { warnings } from "./cases/warnings.ts";

/** Every case, by noun. */
export const caseLists: readonly CaseList[] = [
  envelope,
  paths,
  bodySyntax,
  bodyTypes,
  run,
  daemonLog,
  commandLine,
  daemonLife,
  enter,
  layers,
  add,
  layerOrder,
  layerFaults,
  fieldValues,
  entrySyntax,
  mapSyntax,
  serviceEntries,
  checkEntries,
  logTargetEntries,
  mergedValues,
  mergedLists,
  mergedServices,
  mergedChecks,
  mergedSections,
  plan,
  services,
  serviceChanges,
  serviceExits,
  serviceRestarts,
  serviceShutdowns,
  serviceStarts,
  serviceSettings,
  serviceStops,
  changes,
  aborts,
  waiting,
  checks,
  checkActions,
  checkCommands,
  checkRefresh,
  checkPlans,
  checkHttp,
  checkTargets,
  checkExec,
  health,
  logs,
  logTargets,
  notices,
  noticeFilters,
  noticeKeys,
  warnings,
  identities,
  access,
  accessTable,
  metrics,
  https,
  pairing,
  files,
  fileContents,
  fileKinds,
  fileNames,
  fileOwners,
  fileRequests,
  exec,
  execEnds,
  execRequests,
  extensions,
];
