import type { Check, Plan } from "@cobble/plan";

/** All that makes a check run differently, as one text: its settings, and those that it has from its service. */
export const checkSignature = (check: Check, plan: Plan): string => {
  const service = plan.services.get(check.exec?.serviceContext ?? "");
  const context = service && [
    service.environment,
    service.userId,
    service.user,
    service.groupId,
    service.group,
    service.workingDir,
  ];
  return JSON.stringify([check, context], (_key, value: unknown) =>
    value instanceof Map ? [...value] : value,
  );
};
