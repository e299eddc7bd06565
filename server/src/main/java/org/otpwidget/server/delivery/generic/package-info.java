/**
 * Any vendor with an HTTP API, for any channel: the account says what the call looks like and how
 * to read the answer.
 */
@NullMarked
package org.otpwidget.server.delivery.generic;

import org.jspecify.annotations.NullMarked;
