/**
 * Implements the models commands: download, list, verify and remove models of the hub.
 */
@NullMarked
package io.inkwell.cli.models;

import org.jspecify.annotations.NullMarked;
