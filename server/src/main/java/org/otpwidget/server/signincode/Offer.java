package org.otpwidget.server.signincode;

/**
 * A widget whose codes let operators of its account in, with what a page needs to run it.
 *
 * @param tokenAuth value of a token that the dashboard's pages may carry; public
 */
public record Offer(long accountId, String widgetId, String tokenAuth) {}
