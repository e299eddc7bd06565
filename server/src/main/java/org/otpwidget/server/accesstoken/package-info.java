/**
 * Access tokens: the keys that sign them, issue, check, and what others need to check them too.
 *
 * <p>A customer's server can trust a token without asking us, and we can rotate keys without asking
 * anyone; Nimbus and BouncyCastle stay in this room.
 */
@NullMarked
package org.otpwidget.server.accesstoken;

import org.jspecify.annotations.NullMarked;
