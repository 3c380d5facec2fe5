package io.inkwell.api;

/** The data type of a model's weights. */
public enum Dtype {

    /** The fastest one of the device that keeps the quality. */
    AUTO,
    /** Exact: the reference of all others. */
    FLOAT32,
    /** Half the memory. Needs x86-64 or CUDA. */
    FLOAT16,
    /** Half the memory. Needs AVX-512 or CUDA. */
    BFLOAT16,
    /** A quarter of the memory. Needs x86-64. */
    INT8

}
