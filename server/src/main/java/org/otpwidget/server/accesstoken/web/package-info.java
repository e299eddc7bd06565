/**
 * The HTTP edge of access tokens: the public keys, introspection, and rotation by an administrator.
 *
 * <p>Customers' servers find here all they need to trust a token without a library of ours.
 */
@NullMarked
package org.otpwidget.server.accesstoken.web;

import org.jspecify.annotations.NullMarked;
