/**
 * The pages that operators work with: who may see them, their frame, and a package for each part.
 *
 * <p>It uses all other rooms, and none uses it: whatever it does goes through their doors.
 */
@NullMarked
package org.otpwidget.server.dashboard;

import org.jspecify.annotations.NullMarked;
