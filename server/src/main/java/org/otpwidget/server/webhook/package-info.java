/**
 * Tells the accounts' own systems what becomes of verifications, signed in the form of Standard
 * Webhooks.
 *
 * <p>Events are written by triggers ({@code R__webhook_events.sql}) in the transaction that makes
 * them true, and delivered from there, at least once and in no promised order.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
@NullMarked
package org.otpwidget.server.webhook;

import org.jspecify.annotations.NullMarked;
