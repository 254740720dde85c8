/** Mistakes in one account of an accounts file. */
import { KEYS, type Mistake, ONE, refusesEach } from "../support/config/mistakes.ts";

const HOP_KEYS = "Keys: role, externalId, sessionName, mfaSerial.";
const ACCOUNT_ID = 'An account id is 12 digits, without dashes, e.g. "111122223333".';
const OWN_ROLE = "Give the role's name instead of its ARN: the ARN is built for each account.";
const PARTITION = "Give a role and regions of one partition; another partition is another account.";

const MISTAKES: readonly Mistake[] = [
  // Account ids
  [
    "accounts:\n  - id: 111122223333\n",
    ":2:9: accounts[0].id: 111122223333 without quotes is a number, no text",
    'Quote it: "111122223333".',
  ],
  [
    "accounts:\n  - id: 012345678901\n",
    ":2:9: accounts[0].id: 012345678901 without quotes is a number, no text",
    'Quote it: "012345678901".',
  ],
  [
    "accounts:\n  - {account_id: 111122223333}\n",
    ":2:18: accounts[0].account_id: 111122223333 without quotes is a number, no text",
    'Quote it: "111122223333".',
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
  ["accounts:\n  - id:\n", ":2:8: accounts[0].id: has no value", "Give a value, or take the key out."],
  ["accounts:\n  - name: x\n", ":2:5: accounts[0]: has no id", 'Add the account\'s id: id: "111122223333".'],
  [
    'accounts:\n  - "111122223333"\n',
    ':2:5: accounts[0]: "111122223333" is no mapping',
    'Give an account such as {id: "111122223333"}.',
  ],
  [
    `${ONE}  - id: "222233334444"\n  - id: "111122223333"\n`,
    ":4:5: accounts[2]: account 111122223333 stands at {file}:2:5: accounts[0] too",
    "Take one of them out.",
  ],
  [
    'accounts:\n  - account_id: "111122223333"\n    id: "111122223333"\n',
    ":3:9: accounts[0].id: says the same as account_id",
    "Keep one of the two.",
  ],

  // Keys and values of an account
  [`${ONE}    rol: Reader\n`, ":3:5: accounts[0].rol: unknown key", `Did you mean role? ${KEYS}`],
  [
    `${ONE}    external-id: abc\n`,
    ":3:5: accounts[0].external-id: unknown key",
    `Did you mean externalId? ${KEYS}`,
  ],
  [
    'accounts:\n  - account_id: "111122223333"\n    regoins: [eu-west-1]\n',
    ":3:5: accounts[0].regoins: unknown key",
    `Did you mean regions? ${KEYS}`,
  ],
  [`${ONE}    role: 7\n`, ":3:11: accounts[0].role: 7 without quotes is a number, no text", 'Quote it: "7".'],
  [`${ONE}    role: ""\n`, ":3:11: accounts[0].role: is empty", "Give a value, or take the key out."],
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
  [`${ONE}    role: [Hub, [x]]\n`, ":3:17: accounts[0].role[1]: a list is no text", "Give one text."],
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
    ":3:17: accounts[0].externalId: 123456 without quotes is a number, no text",
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
    ":3:14: accounts[0].profile: true without quotes is a boolean, no text",
    'Quote it: "true".',
  ],
  [
    `${ONE}    regions: eu-west-1\n`,
    ':3:14: accounts[0].regions: "eu-west-1" is no list',
    'Give a list: regions such as ["eu-*"].',
  ],
  [
    `${ONE}    regions: [eu-*, eu-wset-1]\n`,
    ':3:21: accounts[0].regions[1]: "eu-wset-1" is no region that is known',
    'Did you mean eu-west-1? A region that is newer than this program can be given as a pattern: "eu-wset-1*".',
  ],
  [
    `${ONE}    excludeRegions: []\n`,
    ":3:21: accounts[0].excludeRegions: is empty",
    "Name a region or a pattern, or take the key out.",
  ],
  [
    `${ONE}    regions: ["[z-a]*"]\n`,
    ':3:15: accounts[0].regions[0]: "[z-a]*" is not a valid pattern: a range is reversed',
    "Write the lower character of a range first: [a-z].",
  ],
  [
    `${ONE}    tags: prod\n`,
    ':3:11: accounts[0].tags: "prod" is no list',
    'Give a list: texts such as ["a", "b"].',
  ],

  // What does not go together
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
    ":2:5: accounts[0]: arn:aws-cn:iam::111122223333:role/Reader is of the partition aws-cn, eu-west-1 of aws",
    PARTITION,
  ],
  [
    `${ONE}    role: [arn:aws-us-gov:iam::999988887777:role/Hub, arn:aws:iam::111122223333:role/Reader]\n`,
    ":2:5: accounts[0]: arn:aws-us-gov:iam::999988887777:role/Hub is of the partition aws-us-gov, " +
      "arn:aws:iam::111122223333:role/Reader of aws",
    PARTITION,
  ],
  [
    `${ONE}    profile: a\n    sso: b\n`,
    ":2:5: accounts[0]: profile a and sso b are both a way in",
    "Keep one of the two.",
  ],
  [
    `defaults: {profile: a, sso: b}\n${ONE}`,
    ":1:11: defaults: profile a and sso b are both a way in",
    "Keep one of the two.",
  ],
  [
    `${ONE}    sso: b\n`,
    ":2:5: accounts[0]: sso b has no ssoRole",
    "Add ssoRole: the permission set to enter with.",
  ],
  [
    `${ONE}    ssoRole: b\n`,
    ":2:5: accounts[0]: ssoRole b has no sso",
    "Add sso: the name of the sso-session.",
  ],
];

refusesEach(MISTAKES);
