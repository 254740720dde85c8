/** Shapes of the AWS config files: every header, line, line end, encoding and way to credentials that people write. */

export interface Shape {
  readonly name: string;
  readonly config?: string | Uint8Array;
  readonly credentials?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it matters where each profile's credentials come from, beside what its section says. */
  readonly sources?: boolean;
}

const keys = (id: string) => `aws_access_key_id = AKIA${id}\naws_secret_access_key = secret${id}\n`;

/** Written between a profile and the keys of another one: a header that is not understood must not join the two. */
const HEADERS = [
  ..."[profile b]|[profile  b]|[profile\tb]|[ profile b]|[profile b ]|[ profile b ]|[profile]|[profile ]".split(
    "|",
  ),
  ...`[profile "b"]|[profile 'b']|[profile "b c"]|[profile 'b c']|[profile b c]|[profile b\\ c]|[profile "b]`.split(
    "|",
  ),
  ...`[profile 'b]|[profile b'c']|[profile b"c"]|[profile "b" ]|[profile "b\\"c"]|[profile 'b"c']|[profile b\\]`.split(
    "|",
  ),
  ...`[profile b]# x|[profile b];x|[profile b] # x|[profile b] ; x|[profile b] x|[profile b]x|[profile b]=x`.split(
    "|",
  ),
  ...`[profile b|profile b]|[b|b]|[[profile b]|[profile b]]|[profile b] [c]|[profile b] # see [c]|[[b]]`.split(
    "|",
  ),
  ...`[profile b # x|[profile b = x|[profile b : x|[]|[ ]|[]]|[]b]`.split("|"),
  ..."[b]|[B]|[b]# x|[b];x|[b] x|[b c]|[ b]|[b ]|['b']|[\"b\"]|['b c']|[b.c]|[b/c]|[b@c]|[b:c]|[b=c]|[b#c]|[b;c]|[b #c]".split(
    "|",
  ),
  ..."[Profile b]|[PROFILE b]|[profileb]|[profiles b]|[profile-x b]|[profile.b]|[profile: b]|[xprofile b]".split(
    "|",
  ),
  ..."[profile é]|[profile 日本]|[profile 'é è']|[profile b.c]|[profile b/c]|[profile b@c]|[profile b:c]|[profile b=c]".split(
    "|",
  ),
  ..."[profile b#c]|[profile b;c]|[profile #b]|[profile 'b #c']|[profile 'b ;c']|[profile b+c]|[profile b,c]|[profile (b)]".split(
    "|",
  ),
  ..."[profile default]|[profile 'default']|[default]|[Default]|[DEFAULT]|[profile DEFAULT]|[profile a]|[profile 'a']".split(
    "|",
  ),
  ..."[profile __proto__]|[__proto__]|[profile constructor]|[sso-session b]|[services b]|[plugins]|[preview]".split(
    "|",
  ),
  ..."  [profile b]|\t[profile b]|  [b]|[profile b]  |[profile b]\t# x|[profile b\u00a0c]|[profile \u00a0b]|[profile b\u000bc]".split(
    "|",
  ),
];

/** Written inside of a profile, after its keys. */
const LINES = [
  ..."region = x|region=x|region:x|region : x|region\t=\tx|region   =   x|REGION = x|Region = X|re gion = x|region == x".split(
    "|",
  ),
  ..."region = x # c|region = x ; c|region = x#c|region = x;c|region = #x|region = \"x\"|region = 'x'|region = a=b".split(
    "|",
  ),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
  ..."region = a:b|region: a=b|region =|region|= x|: x|=|region = [x]|[x = y|x] = y|region = %(x)s|region = ${x}|region = %".split(
    "|",
  ),
  ..."# c|; c|  # c|\t; c|#|rem c|// c|region = x\\|region = é|región = x|region = x\u00a0|\u00a0region = x".split(
    "|",
  ),
  ..." region = x|\tregion = x|region = x\n  y|region = x\n  y = z|region = x\n\n  y|region = x\n  # c\n  y".split(
    "|",
  ),
  ..."region =\n  y|s3 =\n  a = b|s3 =\n  a = b\n  c = d|s3 =\n  a = b\n\n  c = d|s3 =\n  # c\n  a = b|s3 =\n\ta=b".split(
    "|",
  ),
  ..."s3 =\n  A = B|s3 =\n  a = b = c|s3 =\n  a : b|s3 =\n  a|s3 =\n  a =|s3 =\n  = b|s3 =\n    a = b\n  c = d".split(
    "|",
  ),
  ..."s3 =\n  a = b\nregion = x|s3 =\na = b|s3 =  \n  a = b|s3 =\n  a = b ; c|s3 =\n  a = b\n  a = c|s3 = x\n  a = b".split(
    "|",
  ),
  ..."region = x\nregion = y|region = x\nREGION = y|region = x\n[profile a]\noutput = y|output = x\n\n\nregion = y".split(
    "|",
  ),
  ..."region = x\u000by|region = x\u0085y|region = x\u2028y|s3 =\n  a = b\u000bc = d|\u001cregion = x|__proto__ = x|constructor = x".split(
    "|",
  ),
];

const WHOLE = `[default]\nregion = x\n${keys("D")}[profile b]\n${keys("B")}s3 =\n  a = b\n`;

const FORMS: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
  LF: (text) => text,
  CRLF: (text) => text.replaceAll("\n", "\r\n"),
  CR: (text) => text.replaceAll("\n", "\r"),
  "CR and LF mixed": (text) => text.replace("\n", "\r\n").replace("\n", "\r"),
  "no line end at the end": (text) => text.trimEnd(),
  "blank lines": (text) => `\n\n${text.replaceAll("\n", "\n\n")}`,
  "comment lines": (text) => `# x\n${text.replaceAll("\n", "\n; y\n")}`,
  "a byte order mark": (text) => `\ufeff${text}`,
  "text before the first header": (text) => `region = y\n${text}`,
  "a comment before the first header": (text) => `  # x = y\n${text}`,
  "NUL characters": (text) => text.replace("= x", "= \0x"),
  "UTF-16": (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  "Latin-1": (text) => Buffer.from(text.replace("= x", "= é"), "latin1"),
  "line separators of Unicode": (text) => text.replaceAll("\n", "\u2028"),
  "form feeds": (text) => text.replaceAll("\n", "\f\n"),
  "everything indented": (text) => text.replaceAll(/^/gm, "  "),
  "spaces at the ends of lines": (text) => text.replaceAll("\n", "  \n"),
  nothing: () => "",
  "line ends only": () => "\n\r\n\r",
};

const ROLE = "role_arn = arn:aws:iam::111122223333:role/R\n";
const SSO = "sso_account_id = 111122223333\nsso_role_name = R\n";
const PORTAL = "sso_region = eu-west-1\nsso_start_url = https://x.awsapps.com/start\n";
const printing = (id: string) =>
  `credential_process = echo '{"Version": 1, "AccessKeyId": "${id}", "SecretAccessKey": "s"}'\n`;

/** The lines of `[profile x]`, and what else is in the files. */
const ACCESS: Readonly<Record<string, Omit<Shape, "name">>> = {
  "keys in the config file": { config: `[profile x]\n${keys("X")}` },
  "keys in upper case": {
    config: "[profile x]\nAWS_ACCESS_KEY_ID = A\nAWS_SECRET_ACCESS_KEY = s\nAws_Session_Token = t\n",
  },
  "keys in both files": { config: `[profile x]\n${keys("X")}`, credentials: `[x]\n${keys("Y")}` },
  "half in each file": {
    config: "[profile x]\naws_secret_access_key = s\n",
    credentials: "[x]\naws_access_key_id = A\n",
  },
  "an access key in the config file, the secret in the credentials file": {
    config: "[profile x]\naws_access_key_id = A\n",
    credentials: "[x]\naws_secret_access_key = s\n",
  },
  "an access key alone": { config: "[profile x]\naws_access_key_id = A\n" },
  "a token": { credentials: `[x]\n${keys("X")}aws_session_token = t\n` },
  "a security token": { credentials: `[x]\n${keys("X")}aws_security_token = t\n` },
  "both tokens": { credentials: `[x]\n${keys("X")}aws_session_token = t\naws_security_token = u\n` },
  "keys of DEFAULT": { credentials: `[DEFAULT]\n${keys("D")}[x]\nregion = y\n[z]\n${keys("Z")}` },
  "a region of two lines": { config: `[profile x]\nregion = y\n  z = 1\n${keys("X")}` },
  "an access key of two lines": {
    config: "[profile x]\naws_access_key_id = A\n  aws_secret_access_key = s\n",
  },
  "a region only": { config: "[profile x]\nregion = y\n" },
  "the region of both files": { config: "[profile x]\nregion = y\n", credentials: "[x]\nregion = z\n" },
  "a name with spaces in both files": {
    config: "[profile 'my team']\nregion = y\n",
    credentials: `[my team]\n${keys("M")}`,
  },
  "a name that begins with profile": { credentials: `[profile x]\n${keys("X")}[x]\n${keys("Y")}` },
  "default twice": { config: `[default]\n${keys("A")}[profile default]\nregion = y\n` },
  "default twice, the other way round": { config: `[profile default]\n${keys("A")}[default]\nregion = y\n` },
  "the same name in other quotes": { config: `[profile x]\n${keys("A")}[profile "x"]\n${keys("B")}` },
  "a role": { config: `[profile x]\n${ROLE}source_profile = y\n[profile y]\n${keys("Y")}` },
  "a role with all settings": {
    config: `[profile x]\n${ROLE}source_profile = y\nexternal_id = e\nduration_seconds = 900\n[profile y]\n${keys("Y")}`,
  },
  "a duration that is not a number": {
    config: `[profile x]\n${ROLE}source_profile = y\nduration_seconds = abc\n[profile y]\n${keys("Y")}`,
  },
  "a duration with a unit": {
    config: `[profile x]\n${ROLE}source_profile = y\nduration_seconds = 900s\n[profile y]\n${keys("Y")}`,
  },
  "a chain of roles": {
    config: `[profile x]\n${ROLE}source_profile = y\n[profile y]\n${ROLE}source_profile = z\n[profile z]\n${keys("Z")}`,
  },
  "a source with a role and keys": {
    config: `[profile x]\n${ROLE}source_profile = y\n[profile y]\n${ROLE}source_profile = z\n${keys("Y")}`,
  },
  "its own source": { config: `[profile x]\n${ROLE}source_profile = x\n${keys("X")}` },
  "its own source without keys": { config: `[profile x]\n${ROLE}source_profile = x\n` },
  "a loop": { config: `[profile x]\n${ROLE}source_profile = y\n[profile y]\n${ROLE}source_profile = x\n` },
  "a source that is missing": { config: `[profile x]\n${ROLE}source_profile = y\n` },
  "a source without credentials": {
    config: `[profile x]\n${ROLE}source_profile = y\n[profile y]\nregion = z\n`,
  },
  "a source with spaces in its name": {
    config: `[profile x]\n${ROLE}source_profile = my team\n[profile "my team"]\n${keys("M")}`,
  },
  "a source in quotes": { config: `[profile x]\n${ROLE}source_profile = "y"\n[profile y]\n${keys("Y")}` },
  "two sources": {
    config: `[profile x]\n${ROLE}source_profile = y\ncredential_source = Environment\n[profile y]\n${keys("Y")}`,
  },
  "no source": { config: `[profile x]\n${ROLE}` },
  "an unknown credential_source": { config: `[profile x]\n${ROLE}credential_source = Vault\n` },
  "credential_source = Environment": {
    config: `[profile x]\n${ROLE}credential_source = Environment\n`,
    env: { AWS_ACCESS_KEY_ID: "AKIAE", AWS_SECRET_ACCESS_KEY: "s" },
  },
  "role_arn in one file, source_profile in the other": {
    config: `[profile x]\n${ROLE}[profile y]\n${keys("Y")}`,
    credentials: "[x]\nsource_profile = y\n",
  },
  "web identity": { config: `[profile x]\n${ROLE}web_identity_token_file = /tmp/token\n` },
  "web identity and a source": {
    config: `[profile x]\n${ROLE}web_identity_token_file = /tmp/token\nsource_profile = y\n[profile y]\n${keys("Y")}`,
  },
  "web identity without a role": { config: "[profile x]\nweb_identity_token_file = /tmp/token\n" },
  "web identity and keys": {
    config: `[profile x]\n${ROLE}web_identity_token_file = /tmp/token\n${keys("X")}`,
  },
  sso: { config: `[profile x]\n${SSO}sso_session = s\n[sso-session s]\n${PORTAL}` },
  "sso with a session in quotes": {
    config: `[profile x]\n${SSO}sso_session = my corp\n[sso-session "my corp"]\n${PORTAL}`,
  },
  "sso without a session": { config: `[profile x]\n${SSO}${PORTAL}` },
  "sso with a session that is missing": { config: `[profile x]\n${SSO}sso_session = s\n` },
  "sso with a session that lacks its region": {
    config: `[profile x]\n${SSO}sso_session = s\n[sso-session s]\nsso_start_url = https://x\n`,
  },
  "sso with a region that differs": {
    config: `[profile x]\n${SSO}sso_session = s\nsso_region = us-east-1\n[sso-session s]\n${PORTAL}`,
  },
  "sso with half of the profile": { config: `[profile x]\nsso_account_id = 1\n${PORTAL}` },
  "sso and keys in the config file": { config: `[profile x]\n${SSO}${PORTAL}${keys("X")}` },
  "sso and keys in the credentials file": {
    config: `[profile x]\n${SSO}${PORTAL}`,
    credentials: `[x]\n${keys("X")}`,
  },
  "a session for tokens, and keys": {
    config: `[profile x]\nsso_session = s\n${keys("X")}[sso-session s]\n${PORTAL}`,
  },
  "a process": { config: `[profile x]\n${printing("P")}` },
  "a process with # after a space": { config: `[profile x]\n${printing("P #1")}` },
  "a process with ; after a space": { config: `[profile x]\n${printing("P ;1")}` },
  "a process with an argument after #": {
    config: `[profile x]\n${printing("P").trim().slice(0, -2)}}' # x\n`,
  },
  "a process with $ and *": { config: `[profile x]\n${printing("$HOME *")}` },
  "a process in double quotes": {
    config: `[profile x]\ncredential_process = "echo" "{\\"Version\\": 1, \\"AccessKeyId\\": \\"Q\\", \\"SecretAccessKey\\": \\"s\\"}"\n`,
  },
  "a process with an open quote": { config: "[profile x]\ncredential_process = echo 'x\n" },
  "a process that fails": { config: "[profile x]\ncredential_process = false\n" },
  "a process of another version": { config: `[profile x]\n${printing("P").replace("1,", "2,")}` },
  "a process and keys in the config file": { config: `[profile x]\n${printing("P")}${keys("X")}` },
  "a process and keys in the credentials file": {
    config: `[profile x]\n${printing("P")}`,
    credentials: `[x]\n${keys("X")}`,
  },
  "a process as the source of a role": {
    config: `[profile x]\n${ROLE}source_profile = y\n[profile y]\n${printing("P")}`,
  },
  services: {
    config:
      "[profile x]\nservices = s\n[services s]\nsts =\n  endpoint_url = http://x\nlambda =\n  endpoint_url = http://y\n",
  },
  "services in quotes": {
    config: `[profile x]\nservices = my s\n[services "my s"]\nsts =\n  endpoint_url = http://x\n`,
  },
};

const A = `[profile a]\n${keys("A")}`;
const ELSEWHERE = { config: `[profile elsewhere]\n${keys("E")}` };

/** `HOME` is the folder of the shape; the files are its `.aws/config` and `.aws/credentials`. */
const ENVIRONMENTS: Readonly<Record<string, Omit<Shape, "name">>> = {
  "AWS_CONFIG_FILE with $HOME": { ...ELSEWHERE, env: { AWS_CONFIG_FILE: "$HOME/.aws/config" } },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of the shell
  "AWS_CONFIG_FILE with braces": { ...ELSEWHERE, env: { AWS_CONFIG_FILE: "${HOME}/.aws/config" } },
  "AWS_CONFIG_FILE with ~": { ...ELSEWHERE, env: { AWS_CONFIG_FILE: "~/.aws/config" } },
  "AWS_CONFIG_FILE with a variable that is not set": {
    ...ELSEWHERE,
    env: { AWS_CONFIG_FILE: "$NOTHING/.aws/config" },
  },
  "AWS_CONFIG_FILE with two variables": {
    ...ELSEWHERE,
    env: { AWS: ".aws", AWS_CONFIG_FILE: "$HOME/$AWS/config" },
  },
  "AWS_CONFIG_FILE that is missing": { ...ELSEWHERE, env: { AWS_CONFIG_FILE: "/nothing/there" } },
  "AWS_CONFIG_FILE that is a directory": { ...ELSEWHERE, env: { AWS_CONFIG_FILE: "/tmp" } },
  "AWS_CONFIG_FILE that is a device": { ...ELSEWHERE, env: { AWS_CONFIG_FILE: "/dev/null" } },
  "AWS_SHARED_CREDENTIALS_FILE with $HOME": {
    credentials: `[elsewhere]\n${keys("E")}`,
    env: { AWS_SHARED_CREDENTIALS_FILE: "$HOME/.aws/credentials" },
  },
  "both variables lead to one file": {
    config: `[default]\n${keys("D")}[profile a]\n${keys("A")}`,
    env: { AWS_SHARED_CREDENTIALS_FILE: "~/.aws/config" },
  },
  AWS_PROFILE: { config: A, env: { AWS_PROFILE: "a" } },
  AWS_DEFAULT_PROFILE: { config: A, env: { AWS_DEFAULT_PROFILE: "a" } },
  "AWS_DEFAULT_PROFILE above AWS_PROFILE": { config: A, env: { AWS_DEFAULT_PROFILE: "a", AWS_PROFILE: "b" } },
  "no files": {},
};

const PIECES =
  "[|]|profile|profile |sso-session | |  |\t|a|b|'|\"|=|:|#|;|\n|\n|\n|\r\n|\r|[profile a]\n|[b]\n|region = x\n|s3 =\n|  k = v\n|é|\u00a0|\u2028|\u001c|\u000b|\u0085|\\|default|[DEFAULT]\n|A|\u3000|\0".split(
    "|",
  );

/** Files of random pieces; the same ones in every run. */
function randomShapes(count: number): readonly Shape[] {
  let state = 7;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const text = () => Array.from({ length: 1 + next(12) }, () => PIECES[next(PIECES.length)]).join("");
  return Array.from({ length: count }, (_, i) => {
    return {
      name: `random ${i}`,
      config: `[profile z]\n${text()}`,
      credentials: `[z]\n${next(3) > 0 ? text() : ""}`,
    };
  });
}

/** All shapes, then files of random pieces. */
export function configShapes(): readonly Shape[] {
  const headers = HEADERS.flatMap((header) => [
    { name: `config header ${header}`, config: `${A}${header}\n${keys("B")}` },
    { name: `credentials header ${header}`, credentials: `[a]\n${keys("A")}${header}\n${keys("B")}` },
  ]);
  const lines = LINES.flatMap((line) => [
    { name: `config line ${line}`, config: `${A}${line}\n[profile b]\n${keys("B")}` },
    { name: `credentials line ${line}`, credentials: `[a]\n${keys("A")}${line}\n[b]\n${keys("B")}` },
  ]);
  const forms = Object.entries(FORMS).flatMap(([form, write]) => [
    { name: `config file: ${form}`, config: write(WHOLE) },
    { name: `credentials file: ${form}`, credentials: write(WHOLE) },
  ]);
  const named = Object.entries({ ...ACCESS, ...ENVIRONMENTS }).map(([name, shape]) => ({
    name,
    sources: true,
    ...shape,
  }));
  return [...headers, ...lines, ...forms, ...named, ...randomShapes(400)];
}
