/** A simulated AWS, some of whose responses are mutated on their way. */
import { type Estate, startSimulator } from "../../simulator/index.ts";
import { type Altered, startAltering } from "../support/aws/altering.ts";
import { smallOrganization } from "../support/cli/estates.ts";
import { mutate, mutateValues } from "./mutate.ts";
import { Random } from "./random.ts";

const STATUSES = [200, 200, 200, 200, 200, 204, 302, 400, 403, 404, 429, 500, 503];
/** One response in this many is mutated. */
const RARITIES = [1, 3, 8];

export interface MutatingAws {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From here on the responses are mutated as these numbers say: as text, or as values of sound JSON. */
  begin(random: Random, kind: "text" | "values"): void;
  /** The mutated responses since then. */
  mutated(): string;
  close(): Promise<void>;
}

export async function startMutatingAws(estate: Estate = smallOrganization()): Promise<MutatingAws> {
  const simulator = await startSimulator({ estate, verifySignatures: false });
  let random = new Random(0);
  let rarity = 1;
  let values = false;
  let mutated: string[] = [];
  const bodies = [`{"Functions": []}`, "<html><body>502</body></html>"];
  const wrong = ({ status, body }: Altered): Altered =>
    values
      ? { status, body: body.startsWith("{") ? mutateValues(body, random) : body }
      : { status: random.oneOf([status, ...STATUSES]), body: mutate(body, random, bodies) };
  const server = await startAltering(simulator.url, ({ method, url }, response) => {
    bodies.push(response.body);
    if (bodies.length > 50) bodies.shift();
    if (random.below(rarity) > 0) return response;
    const altered = wrong(response);
    mutated.push(`${method} ${url} → ${altered.status}\n${altered.body}`);
    return altered;
  });
  return {
    env: { ...simulator.env(), AWS_ENDPOINT_URL: server.url },
    begin(numbers, kind) {
      random = numbers;
      rarity = random.oneOf(RARITIES);
      values = kind === "values";
      mutated = [];
    },
    mutated: () => mutated.join("\n\n"),
    async close() {
      await server.close();
      await simulator.close();
    },
  };
}
