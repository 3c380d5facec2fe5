package io.inkwell.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.inkwell.registry.LoadedModel;
import io.inkwell.registry.ModelListener;
import io.inkwell.registry.ModelSpec;

/** Logs which models enter and leave memory. */
final class ModelLog implements ModelListener {

    private static final Logger logger = LoggerFactory.getLogger(ModelLog.class);

    @Override
    public void onLoad(LoadedModel model) {
        logger.info("Loaded model {} on {} in {}", model.name(), model.device(), model.model().precision().label());
    }

    @Override
    public void onUnload(LoadedModel model) {
        logger.info("Unloading model {}", model.name());
    }

    @Override
    public void onFailure(ModelSpec spec, String problem, Throwable failure) {
        logger.error("Model {} from {} cannot be loaded: {}", spec.name(), spec.location(), problem);
        logger.debug("Model {} cannot be loaded", spec.name(), failure);
    }

}
