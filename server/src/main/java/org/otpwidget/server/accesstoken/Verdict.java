package org.otpwidget.server.accesstoken;

/** What became of checking an access token. */
public sealed interface Verdict permits Proof, Rejected {}
