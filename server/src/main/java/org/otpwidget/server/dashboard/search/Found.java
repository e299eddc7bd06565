package org.otpwidget.server.dashboard.search;

/**
 * Something to go to.
 *
 * @param group what it is; results of a group stand together
 * @param title of that group, in the operator's language
 * @param label in the operator's language, or the name that somebody gave
 * @param icon name of its symbol
 * @param path a page of the dashboard that the operator may open
 */
record Found(String group, String title, String label, String icon, String path) {}
