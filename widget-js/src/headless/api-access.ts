/** Which server, which widget, with which public token. */
export interface ApiAccess {
  /** Origin of the server with an optional path prefix, such as `https://otp.example.com`. */
  readonly apiBase: string;
  /** 24 hex characters. */
  readonly widgetId: string;
  readonly tokenAuth: string;
  /** `include` lets the server know this browser again when it opens the link of a magic-link widget. */
  readonly credentials?: RequestCredentials;
  /** Cancels the call, which then rejects with reason `cancelled`. */
  readonly signal?: AbortSignal;
}
