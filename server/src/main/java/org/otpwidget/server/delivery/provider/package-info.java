/**
 * The port that providers plug into: a {@link org.otpwidget.server.delivery.provider.ProviderKind}
 * says what settings it needs and opens a {@link
 * org.otpwidget.server.delivery.provider.ProviderLink} with an account's own.
 *
 * <p>A kind is one class in a folder of its own beside this one, a Spring component that is found
 * by itself, and passes {@code ProviderContractTests}.
 */
@NamedInterface("provider")
@NullMarked
package org.otpwidget.server.delivery.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
