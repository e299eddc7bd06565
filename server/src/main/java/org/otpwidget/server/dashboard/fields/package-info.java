/**
 * Forms described once: what fields they have, how they are shown, and how what was sent becomes
 * JSON.
 *
 * <p>The rules stay in the rooms, which read that JSON as they read the API's; their errors find
 * the field.
 */
@NullMarked
package org.otpwidget.server.dashboard.fields;

import org.jspecify.annotations.NullMarked;
