/** Mistakes in one account of an accounts file. */
import { KEYS, type Mistake, ONE, refusesEach } from "../support/config/mistakes.ts";

const HOP_KEYS = "Keys: role, externalId, sessionName, mfaSerial.";
const ACCOUNT_ID = 'An account id is 12 digits, without dashes, e.g. "111122223333".';
const OWN_ROLE = "Use the role's name instead of its ARN: the ARN is then built for each account.";
const PARTITION =
  "The role and the regions must belong to the same partition; list each partition's account separately.";

const MISTAKES: readonly Mistake[] = [
  // Account ids
  [
    "accounts:\n  - id: 11112222333\n",
    ':2:9: accounts[0].id: "11112222333" is not a valid account id: 12 digits expected, 11 found',
    ACCOUNT_ID,
  ],
  [
    "accounts:\n  - id: 1111222233.33\n",
    ":2:9: accounts[0].id: expected a string, found the number 1111222233.33",
    'Quote it: "1111222233.33".',
  ],
  [
    'accounts:\n  - id: "11112222333"\n',
    ':2:9: accounts[0].id: "11112222333" is not a valid account id: 12 digits expected, 11 found',
    ACCOUNT_ID,
  ],
  [
    "accounts:\n  - id: 1111-2222-3333\n",
    ':2:9: accounts[0].id: "1111-2222-3333" is not a valid account id',
    ACCOUNT_ID,
  ],
  ["accounts:\n  - id:\n", ":2:8: accounts[0].id: has no value", "Add a value, or remove the key."],
  ["accounts:\n  - name: x\n", ":2:5: accounts[0]: has no id", 'Add the account id: id: "111122223333".'],
  [
    'accounts:\n  - "111122223333"\n',
    ':2:5: accounts[0]: expected an account such as {id: "111122223333"}, found "111122223333"',
    "Write it as key: value.",
  ],
  [
    `${ONE}  - id: "222233334444"\n  - id: "111122223333"\n`,
    ":4:5: accounts[2]: account 111122223333 is already listed at {file}:2:5: accounts[0]",
    "Remove one of the two.",
  ],
  [
    'accounts:\n  - account_id: "111122223333"\n    id: "111122223333"\n',
    ":3:9: accounts[0].id: duplicates account_id",
    "Remove one of the two.",
  ],

  // Keys and values of an account
  [`${ONE}    rol: Reader\n`, ":3:5: accounts[0].rol: unknown key", `Did you mean role? ${KEYS}`],
  [
    `${ONE}    external-id: abc\n`,
    ":3:5: accounts[0].external-id: unknown key",
    `Did you mean externalId? ${KEYS}`,
  ],
  [`${ONE}    role: 7\n`, ":3:11: accounts[0].role: expected a string, found the number 7", 'Quote it: "7".'],
  [`${ONE}    role: ""\n`, ":3:11: accounts[0].role: is empty", "Add a value, or remove the key."],
  [
    `${ONE}    role: my role\n`,
    ':3:11: accounts[0].role: "my role" is not a valid role name',
    "Use a name, path/name or ARN; a name has up to 64 letters, digits and +=,.@-_",
  ],
  [
    `${ONE}    role: arn:aws:iam::1:role/x\n`,
    ':3:11: accounts[0].role: "arn:aws:iam::1:role/x" is not a valid role ARN',
    "A role ARN looks like arn:aws:iam::111122223333:role/Name.",
  ],
  [
    `${ONE}    role: [Hub, [x]]\n`,
    ":3:17: accounts[0].role[1]: expected a string, found a list",
    "Use a string.",
  ],
  [
    `${ONE}    role: [{role: Hub, externalID: abc}]\n`,
    ":3:24: accounts[0].role[0].externalID: unknown key",
    `Did you mean externalId? ${HOP_KEYS}`,
  ],
  [
    `${ONE}    role: [{externalId: abc}]\n`,
    ":3:12: accounts[0].role[0]: has no role",
    "Add the key role: a name, path/name or ARN.",
  ],
  [
    `${ONE}    externalId: 123456\n`,
    ":3:17: accounts[0].externalId: expected a string, found the number 123456",
    'Quote it: "123456".',
  ],
  [
    `${ONE}    sessionName: a/b\n`,
    ':3:18: accounts[0].sessionName: "a/b" is not a valid session name',
    "A session name has 2 to 64 letters, digits and +=,.@-_",
  ],
  [
    `${ONE}    mfaSerial: me\n`,
    ':3:16: accounts[0].mfaSerial: "me" is not a valid MFA device ARN or serial number',
    "Use its ARN, arn:aws:iam::111122223333:mfa/name, or the serial number of a hardware device.",
  ],
  [
    `${ONE}    profile: true\n`,
    ":3:14: accounts[0].profile: expected a string, found the boolean true",
    'Quote it: "true".',
  ],
  [
    `${ONE}    regions: eu-west-1\n`,
    ':3:14: accounts[0].regions: expected a list, found "eu-west-1"',
    'For example: ["eu-*"].',
  ],
  [
    `${ONE}    regions: [eu-*, eu-wset-1]\n`,
    ':3:21: accounts[0].regions[1]: unknown region "eu-wset-1"',
    'Did you mean eu-west-1? If the region is newer than this version, use a pattern: "eu-wset-1*".',
  ],
  [
    `${ONE}    excludeRegions: []\n`,
    ":3:21: accounts[0].excludeRegions: is empty",
    "Add a region or a pattern, or remove the key.",
  ],
  [
    `${ONE}    regions: ["[z-a]*"]\n`,
    ':3:15: accounts[0].regions[0]: "[z-a]*" is not a valid pattern: a range is reversed',
    "Write the lower character of a range first: [a-z].",
  ],
  [
    `${ONE}    tags: prod\n`,
    ':3:11: accounts[0].tags: expected a list, found "prod"',
    'For example: ["a", "b"].',
  ],

  // Values that do not go together
  [
    `${ONE}    role: arn:aws:iam::999988887777:role/Reader\n`,
    ":2:5: accounts[0]: arn:aws:iam::999988887777:role/Reader is a role of account 999988887777, not of 111122223333",
    OWN_ROLE,
  ],
  [
    `defaults: {role: "arn:aws:iam::999988887777:role/Reader"}\n${ONE}`,
    ":3:5: accounts[0]: arn:aws:iam::999988887777:role/Reader is a role of account 999988887777, not of 111122223333",
    OWN_ROLE,
  ],
  [
    `${ONE}    role: arn:aws-cn:iam::111122223333:role/Reader\n    regions: [eu-west-1]\n`,
    ":2:5: accounts[0]: arn:aws-cn:iam::111122223333:role/Reader belongs to partition aws-cn, eu-west-1 to aws",
    PARTITION,
  ],
  [
    `${ONE}    role: [arn:aws-us-gov:iam::999988887777:role/Hub, arn:aws:iam::111122223333:role/Reader]\n`,
    ":2:5: accounts[0]: arn:aws-us-gov:iam::999988887777:role/Hub belongs to partition aws-us-gov, " +
      "arn:aws:iam::111122223333:role/Reader to aws",
    PARTITION,
  ],
  [
    `${ONE}    profile: a\n    sso: b\n`,
    ":2:5: accounts[0]: profile a and sso b cannot be combined",
    "Remove one of the two.",
  ],
  [
    `defaults: {profile: a, sso: b}\n${ONE}`,
    ":1:11: defaults: profile a and sso b cannot be combined",
    "Remove one of the two.",
  ],
  [
    `${ONE}    sso: b\n`,
    ":2:5: accounts[0]: sso b requires ssoRole",
    "Add ssoRole: the permission set to use.",
  ],
  [
    `${ONE}    ssoRole: b\n`,
    ":2:5: accounts[0]: ssoRole b requires sso",
    "Add sso: the name of the sso-session.",
  ],
];

refusesEach(MISTAKES);
