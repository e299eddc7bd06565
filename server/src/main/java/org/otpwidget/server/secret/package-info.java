/**
 * The master secret and the keys that are derived from it, to hash and to seal what the database
 * holds. Each value carries the version of its key, so that the secret can be replaced.
 */
@NullMarked
package org.otpwidget.server.secret;

import org.jspecify.annotations.NullMarked;
