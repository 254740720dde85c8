/** AWS's error codes by what they mean for a read; each protocol spells them in its own way. */

/** Answered to a key that this region does not know: not opted in, or a wrong key. Other regions tell which. */
export const UNKNOWN_KEY = /^(UnrecognizedClientException|AuthFailure|InvalidClientTokenId|OptInRequired)$/;
export const EXPIRED = /^(ExpiredToken(Exception)?|RequestExpired|TokenRefreshRequired)$/;
export const SIGNATURE =
  /^(SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature(Exception)?)$/;
export const CLOCK = /^(RequestTimeTooSkewed|RequestInTheFuture)$/;
export const NO_CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|MissingAuthenticationToken(Exception)?|UnauthorizedException|InvalidAccessKeyId)$/;
export const DENIED =
  /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError(Exception)?|ForbiddenException|NotAuthorized(Exception)?|Client\.UnauthorizedOperation)$/;
export const THROTTLED =
  /^((Request)?Thrott(ling|led)(Exception)?|TooManyRequests(Exception)?|RequestLimitExceeded|BandwidthLimitExceeded|SlowDown|PriorRequestNotComplete|EC2ThrottledException|ProvisionedThroughputExceededException)$/;
