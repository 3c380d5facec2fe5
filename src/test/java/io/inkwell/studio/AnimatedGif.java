package io.inkwell.studio;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/**
 * An animated GIF of pictures of one size. All frames have one palette, and each stores
 * only the pixels that it changes.
 */
final class AnimatedGif {

    /** The last entry of the palette. */
    private static final int TRANSPARENT = 255;

    /** Pictures that the palette is chosen from. */
    private static final int PALETTE_SAMPLES = 6;

    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    private final List<Frame> frames = new ArrayList<>();

    /**
     * Adds a picture. One that equals the picture before it only makes that stay longer.
     * @param centiseconds how long the picture is shown
     */
    void add(BufferedImage picture, int centiseconds) {
        int width = picture.getWidth();
        int[] rgb = picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
        if (!this.frames.isEmpty()) {
            Frame last = this.frames.get(this.frames.size() - 1);
            if (Arrays.equals(last.rgb, rgb)) {
                this.frames.set(this.frames.size() - 1,
                        new Frame(rgb, width, Math.max(last.centiseconds, centiseconds)));
                return;
            }
        }
        this.frames.add(new Frame(rgb, width, centiseconds));
    }

    int numFrames() {
        return this.frames.size();
    }

    /** The time that all frames take. */
    int centiseconds() {
        return this.frames.stream().mapToInt(Frame::centiseconds).sum();
    }

    void write(Path file) throws IOException {
        IndexColorModel palette = palette();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            Map<Integer, Integer> entries = new HashMap<>();
            int[] before = null;
            for (Frame frame : this.frames) {
                BufferedImage changes = new BufferedImage(frame.width, frame.height(), BufferedImage.TYPE_BYTE_INDEXED,
                        palette);
                int[] indices = new int[frame.rgb.length];
                for (int i = 0; i < indices.length; i++) {
                    boolean isSame = before != null && before[i] == frame.rgb[i];
                    indices[i] = isSame ? TRANSPARENT
                            : entries.computeIfAbsent(frame.rgb[i], (color) -> nearest(palette, color));
                }
                changes.getRaster().setPixels(0, 0, frame.width, frame.height(), indices);
                writer.writeToSequence(new IIOImage(changes, null, metadata(writer, changes, frame.centiseconds)),
                        null);
                before = frame.rgb;
            }
            writer.endWriteSequence();
        }
        finally {
            writer.dispose();
        }
    }

    /** The colors of some pictures, and the transparent one. */
    private IndexColorModel palette() throws IOException {
        Frame first = this.frames.get(0);
        BufferedImage samples = new BufferedImage(first.width, first.height() * PALETTE_SAMPLES,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = samples.createGraphics();
        for (int i = 0; i < PALETTE_SAMPLES; i++) {
            Frame frame = this.frames.get(i * (this.frames.size() - 1) / (PALETTE_SAMPLES - 1));
            graphics.drawImage(frame.image(), 0, i * first.height(), null);
        }
        graphics.dispose();
        int[] colors = new int[TRANSPARENT + 1];
        IndexColorModel chosen = (IndexColorModel) FewColors.of(samples).getColorModel();
        for (int i = 0; i < TRANSPARENT; i++) {
            colors[i] = chosen.getRGB(Math.min(i, chosen.getMapSize() - 1)) | 0xff000000;
        }
        return new IndexColorModel(8, colors.length, colors, 0, true, TRANSPARENT, 0);
    }

    private static int nearest(IndexColorModel palette, int color) {
        int best = 0;
        int smallest = Integer.MAX_VALUE;
        for (int i = 0; i < TRANSPARENT; i++) {
            int distance = distance(palette.getRGB(i), color);
            if (distance < smallest) {
                smallest = distance;
                best = i;
            }
        }
        return best;
    }

    private static int distance(int a, int b) {
        int sum = 0;
        for (int shift = 0; shift < 24; shift += 8) {
            int difference = (a >> shift & 0xff) - (b >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }

    private static IIOMetadata metadata(ImageWriter writer, BufferedImage changes, int centiseconds)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(changes), null);
        IIOMetadataNode control = new IIOMetadataNode("GraphicControlExtension");
        Map.of("disposalMethod", "doNotDispose", "userInputFlag", "FALSE", "transparentColorFlag", "TRUE",
                "transparentColorIndex", String.valueOf(TRANSPARENT), "delayTime", String.valueOf(centiseconds))
            .forEach(control::setAttribute);
        IIOMetadataNode repeat = new IIOMetadataNode("ApplicationExtension");
        repeat.setAttribute("applicationID", "NETSCAPE");
        repeat.setAttribute("authenticationCode", "2.0");
        // Block 1 with a count of 0: forever.
        repeat.setUserObject(new byte[] { 1, 0, 0 });
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(repeat);
        IIOMetadataNode root = new IIOMetadataNode(FORMAT);
        root.appendChild(control);
        root.appendChild(extensions);
        metadata.mergeTree(FORMAT, root);
        return metadata;
    }

    /**
     * A picture and how long it is shown.
     *
     * @param rgb of its pixels, by row
     */
    private record Frame(int[] rgb, int width, int centiseconds) {

        int height() {
            return this.rgb.length / this.width;
        }

        BufferedImage image() {
            BufferedImage image = new BufferedImage(this.width, height(), BufferedImage.TYPE_INT_RGB);
            image.setRGB(0, 0, this.width, height(), this.rgb, 0, this.width);
            return image;
        }

    }

}
