package io.inkwell.registry.adapter;

/**
 * The limits of adapters.
 *
 * @param max how many may be loaded at once
 * @param maxRank the largest rank
 */
public record AdapterLimits(int max, int maxRank) {
}
