package io.inkwell.cli.models;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import io.inkwell.hub.HubException;
import io.inkwell.hub.HubId;

/** Parses the id of a model. */
final class ModelIdConverter implements ITypeConverter<HubId> {

    @Override
    public HubId convert(String text) {
        try {
            return HubId.parse(text.startsWith("hf://") || text.startsWith("http") ? text : "hf://" + text)
                .orElseThrow(() -> new TypeConversionException("its form is owner/name; given: \"" + text + "\""));
        }
        catch (HubException ex) {
            throw new TypeConversionException(String.valueOf(ex.getMessage()));
        }
    }

}
