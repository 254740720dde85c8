/** AWS's error codes and denials by what they mean for a read; each protocol and service spells them its own way. */

/** For a key that this region does not know: the region is not enabled, or the key is wrong. Other regions tell which. */
export const UNKNOWN_KEY = /^(UnrecognizedClientException|AuthFailure|InvalidClientTokenId)$/;
/** For an account that AWS has not activated yet, or has blocked. */
export const NOT_SUBSCRIBED = /^(OptInRequired|SubscriptionRequiredException|PendingVerification|Blocked)$/;
export const EXPIRED = /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)$/;
export const SIGNATURE =
  /^(SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature(Exception)?)$/;
/** The keys are wrong, in any service's spelling. */
export const KEYS_REFUSED =
  /^(InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|AuthFailure|IncompleteSignature)/;
export const CLOCK = /^(RequestTimeTooSkewed|RequestInTheFuture)$/;
/** What services return, among other things, for a request whose date is too far from their own. */
export const UNTIMELY =
  /^(SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)$/;
export const NO_CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|MissingAuthenticationToken(Exception)?|UnauthorizedException|InvalidAccessKeyId)$/;
export const DENIED =
  /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError(Exception)?|ForbiddenException|NotAuthorized(Exception)?|Client\.UnauthorizedOperation)$/;
export const THROTTLED =
  /^((Request)?Thrott(ling|led)(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|EC2ThrottledException|ProvisionedThroughputExceededException)$/;

/** Which kind of policy denied an action; AWS names it in the message. */
const POLICIES: readonly (readonly [RegExp, (action: string) => string])[] = [
  [/service control policy/i, (action) => `a service control policy of the organization denies ${action}`],
  [/resource control policy/i, (action) => `a resource control policy of the organization denies ${action}`],
  [/permissions boundary/i, (action) => `a permissions boundary does not allow ${action}`],
  [/session policy/i, (action) => `the session policy does not allow ${action}`],
  [/VPC endpoint policy/i, (action) => `the policy of the VPC endpoint does not allow ${action}`],
  [/explicit deny/i, (action) => `an IAM policy explicitly denies ${action}`],
  [/not authorized to perform/i, (action) => `no IAM policy allows ${action}`],
];

/** Denials that no policy of the account can change. */
const OTHER_DENIALS: readonly (readonly [RegExp, string])[] = [
  [/assumed by root/i, "the root user cannot assume roles; use an IAM user or role"],
  [
    /account (?:has been|is|was) (?:currently |temporarily )?(?:blocked|suspended)/i,
    "AWS has blocked this account; contact AWS Support",
  ],
];

/** What to do about a denial that comes from no policy; undefined for all others. */
export function otherDenial(said: string): string | undefined {
  return OTHER_DENIALS.find(([pattern]) => pattern.test(said))?.[1];
}

/** @param asked the action, for messages that do not name it */
export function denial(said: string, asked: string | undefined): string {
  const action = /not authorized to perform:? ([\w-]+:\w+)/.exec(said)?.[1] ?? asked ?? "this call";
  const policy = POLICIES.find(([pattern]) => pattern.test(said))?.[1];
  return `${otherDenial(said) ?? policy?.(action) ?? `${action} was denied`}: ${said}`;
}
