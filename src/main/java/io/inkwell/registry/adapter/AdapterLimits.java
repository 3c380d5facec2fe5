package io.inkwell.registry.adapter;

/**
 * The limits of adapters.
 *
 * @param max how many an operator may load, and how many of those on demand may be in
 * memory
 * @param maxRank the largest rank
 */
public record AdapterLimits(int max, int maxRank) {
}
