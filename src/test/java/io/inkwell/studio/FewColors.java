package io.inkwell.studio;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

/** Pictures with a palette. They are a third of the size of those with full colors. */
final class FewColors {

    private FewColors() {
    }

    /** Reduces a picture to 256 colors: those that the GIF writer of the JDK chooses. */
    static BufferedImage of(BufferedImage picture) throws IOException {
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        ByteArrayOutputStream gif = new ByteArrayOutputStream();
        ImageIO.write(opaque, "gif", gif);
        return ImageIO.read(new ByteArrayInputStream(gif.toByteArray()));
    }

}
