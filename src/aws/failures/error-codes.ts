/** AWS's error codes by what they mean for a read; each protocol spells them in its own way. */

/** Answered to a key that this region does not know: not opted in, or a wrong key. Other regions tell which. */
export const UNKNOWN_KEY = /^(UnrecognizedClientException|AuthFailure|InvalidClientTokenId)$/;
/** Answered to an account that AWS has not let in yet, or lets in no longer. */
export const NOT_SUBSCRIBED = /^(OptInRequired|SubscriptionRequiredException)$/;
export const EXPIRED = /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)$/;
export const SIGNATURE =
  /^(SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature(Exception)?)$/;
/** What is wrong with the keys, in whatever service's spelling. */
export const KEYS_REFUSED =
  /^(InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|AuthFailure|IncompleteSignature)/;
export const CLOCK = /^(RequestTimeTooSkewed|RequestInTheFuture)$/;
/** What services answer to a request whose date is too far from their own, among other things. */
export const UNTIMELY =
  /^(SignatureDoesNotMatch|InvalidSignatureException|AuthFailure|RequestExpired|RequestTimeTooSkewed|RequestInTheFuture)$/;
export const NO_CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|MissingAuthenticationToken(Exception)?|UnauthorizedException|InvalidAccessKeyId)$/;
export const DENIED =
  /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError(Exception)?|ForbiddenException|NotAuthorized(Exception)?|Client\.UnauthorizedOperation)$/;
export const THROTTLED =
  /^((Request)?Thrott(ling|led)(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|EC2ThrottledException|ProvisionedThroughputExceededException)$/;
