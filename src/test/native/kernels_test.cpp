// Runs all operators in odd shapes, and the thread pool. Fails if a result is wrong. For sanitizers: see sanitize.sh.
#include "attention_test.h"
#include "pages_test.h"
#include "products_test.h"
#include "thread_pool_test.h"

using namespace inkwell_test;

namespace {

void test_rejections() {
    const Packed by = packed(false, 8, 8, false);
    const Tensor x = tensor(random_array(2, 7)), bias = tensor(by.bias);
    check_rejected("linear", [&] {
        return std::vector<StableIValue>{argument(x), argument(by.tensor), argument(bias), argument(tensor(Numbers()))};
    });
    const Step step = step_of({{0, 0, 1}}, 2, 8);
    for (int64_t position : {static_cast<int64_t>(-1), POSITIONS}) {
        check_rejected("attend", [&] {
            return std::vector<StableIValue>{argument(tensor(random_array(1, 48))),
                                             argument(tensor(std::vector<int64_t>{0})),
                                             argument(tensor(std::vector<int64_t>{position})),
                                             argument(step.cache),
                                             argument(LAYERS - 1),
                                             argument(0.3)};
        });
    }
}

void test_operators() {
    for (long rows : {1, 2, 3, 6, 7, 13, 14, 15, 16, 17, 28, 29, 33, 57, 150, 171}) {
        for (bool int8 : {false, true}) {
            for (auto [inputs, outputs] : {std::pair{1, 1}, {7, 5}, {16, 16}, {27, 61}, {65, 33}, {132, 131}, {100, 401}}) {
                test_linear(int8, rows, inputs, outputs);
            }
            for (auto [width, inner] : {std::pair{1, 3}, {30, 27}, {64, 65}, {100, 201}}) {
                test_feed_forward(int8, rows, width, inner);
            }
        }
        for (long width : {1, 5, 16, 33, 100}) {
            test_norm(rows, width, 2 * width + 1);
        }
    }
    for (auto [heads, head_size] : {std::pair{1L, 1L}, {3L, 10L}, {2L, 16L}, {2L, 50L}, {2L, 64L}, {1L, 65L}, {1L, 132L}}) {
        test_attention({{0, 0, 1}}, heads, head_size);
        test_attention({{3, 199, 1}, {1, 0, 4}, {0, 17, 3}}, heads, head_size);
        test_attention({{2, 0, 150}, {1, 100, 33}, {0, 63, 2}}, heads, head_size);
        test_attention({{2, 10, 5}, {2, 15, 40}, {1, 64, 7}, {3, 5, 1}}, heads, head_size);
    }
    test_rejections();
}

}  // namespace

int main() {
    for (int threads : {1, 2, 5}) {
        set_num_threads(threads);
        test_operators();
    }
    test_pages();
    check(test_thread_pool(), "job of the thread pool", 0, 0, 0);
    check(num_live_tensors() == 0, "tensors left", num_live_tensors(), 0, 0);
    printf("%ld checks, %ld failures%s\n", num_checks, num_failures, inkwell::has_tiles() ? ", AMX tiles included" : "");
    return num_failures == 0 ? 0 : 1;
}
