import type { FieldTable } from "./field-set.ts";
import { integerField, textField, textMapField } from "./kinds.ts";

/** Whom a process runs as. */
interface Account {
  readonly userId?: number;
  readonly user: string;
  readonly groupId?: number;
  readonly group: string;
}

/** The fields of an account, whose processes are called `who`. */
export const accountFields = (who: string): FieldTable<Account> => ({
  userId: integerField({ key: "user-id", help: `The id of the user that ${who} runs as.` }),
  user: textField({
    key: "user",
    help: `The name of the user that ${who} runs as. With \`user-id\`, both have to be the same user.`,
  }),
  groupId: integerField({ key: "group-id", help: `The id of the group that ${who} runs as.` }),
  group: textField({
    key: "group",
    help: `The name of the group that ${who} runs as. With \`group-id\`, both have to be the same group.`,
  }),
});

/** Variables of `who`. */
export const environmentField = (help: string): ReturnType<typeof textMapField> =>
  textMapField({ key: "environment", help });
