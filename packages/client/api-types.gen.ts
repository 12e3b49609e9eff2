// Written by npm run openapi from docs/openapi.json (e2fa5a723ee205df8f8a18dd62975938ebd3e05f00fede4dbb16eee62b1ad3e7).
// What follows: 0f8cf7cf2569ce9ef1f86358dbff6f47e605e554046469cf6c0c29f4e9419f81
import type { FileInput } from './file-input.ts';

export type ClientOptions = {
    baseUrl: `${string}://${string}` | (string & {});
};

/**
 * An order: what is to be made, and what you want to remember of it.
 */
export type CreateTask = {
    /**
     * Your name for what this belongs to; the list can be narrowed to it.
     */
    promptId?: string;
    providerParams: ProviderParams;
    /**
     * Of every twenty calls to the provider ten are for `high`, seven for `normal`, three for `low`. `normal` where it is left out.
     */
    priority?: 'high' | 'normal' | 'low';
    /**
     * Whatever you want to find again on the task; at most 2048 bytes of JSON.
     */
    metadata?: {
        [key: string]: unknown;
    };
    /**
     * Where in a production the outputs belong. Becomes the front of their keys in the archive. A shot needs a scene.
     */
    path?: {
        project: string;
        branch: string;
        scene?: string;
        shot?: string;
        role?: string;
    };
    /**
     * Keeps what the provider still delivers after the task was canceled.
     */
    keepOutputs?: boolean | 'true' | 'false';
    /**
     * Is told how the task ended, with a request signed as those of webhooks are, with your default secret (`GET /api/v1/webhooks/default/secret`): https, a public host, port 443.
     */
    callbackUrl?: string;
};

/**
 * What is to be made, in the form of the model: `service`, `model` and the fields of that model.
 */
export type ProviderParams = KieParams;

/**
 * What can be asked of KIE.
 */
export type KieParams = KieImagen4 | KieGoogleImagen4ByWireId | KieGoogleImagen4FastByWireId | KieGoogleImagen4UltraByWireId | KieVeo3 | KieVeo3FastByWireId | KieVeo3LiteByWireId | KieVeo3ByWireId | KieMidjourney | KieMjTxt2ImgByWireId | KieMjImg2ImgByWireId | KieMjStyleReferenceByWireId | KieMjOmniReferenceByWireId | KieMjVideoByWireId | KieMjVideoHdByWireId | KieMjUpscaleByWireId | KieMjVaryByWireId | KieMjVideoExtendAutoByWireId | KieMjVideoExtendManualByWireId | KieSora2 | KieSora2TextToVideoByWireId | KieSora2ImageToVideoByWireId | KieGoogleNanoBanana | KieGoogleNanoBananaEdit | KieNanoBanana2 | KieNanoBanana21 | KieNanoBanana2Lite | KieNanoBananaPro | KieWan27Image | KieWan27ImagePro | KieZImage | KieBytedanceSeedream | KieBytedanceSeedreamV4Edit | KieBytedanceSeedreamV4TextToImage | KieSeedream45 | KieSeedream45TextToImageByWireId | KieSeedream45EditByWireId | KieSeedream5FlashImageToImage | KieSeedream5FlashLayerDecomposition | KieSeedream5FlashTextToImage | KieSeedream5LiteImageToImage | KieSeedream5LiteTextToImage | KieSeedream5ProImageToImage | KieSeedream5ProLayerDecomposition | KieSeedream5ProTextToImage | KieFlux2 | KieFlux2ProTextToImageByWireId | KieFlux2ProImageToImageByWireId | KieFlux2FlexTextToImageByWireId | KieFlux2FlexImageToImageByWireId | KieFlux1Kontext | KieFluxKontextProByWireId | KieFluxKontextMaxByWireId | KieQwenImageEdit | KieQwenImageToImage | KieQwenTextToImage | KieQwen21ImageToImage | KieQwen21TextToImage | KieQwen2ImageEdit | KieQwen2TextToImage | KieQwen3ImageToImage | KieQwen3ProImageToImage | KieQwen3ProTextToImage | KieQwen3TextToImage | KieGptImage25FlareImageToImage | KieGptImage25FlareTextToImage | KieGptImage25SunburstImageToImage | KieGptImage25SunburstTextToImage | KieGptImage2ImageToImage | KieGptImage2TextToImage | KieGptImage15ImageToImage | KieGptImage15TextToImage | Kie4oImageApi | KieIdeogramCharacter | KieIdeogramCharacterEdit | KieIdeogramCharacterRemix | KieIdeogramV3Edit | KieIdeogramV3Remix | KieIdeogramV3TextToImage | KieIdeogramV3Reframe | KieGrokImagineImage20ImageEdit | KieGrokImagineImage20SegmentEdit | KieGrokImagineImage20TextToImage | KieGrokImagineImageToImage | KieGrokImagineTextToImage | KieRecraftCrispUpscale | KieRecraftRemoveBackground | KieTopazImageUpscale | KieTopazVideoUpscale | KieVeoExtend | KieVeoGet1080pVideo | KieVeoGet4kVideo | KieWan22A14bImageToVideoTurbo | KieWan22A14bSpeechToVideoTurbo | KieWan22A14bTextToVideoTurbo | KieWan22AnimateMove | KieWan22AnimateReplace | KieWan25ImageToVideo | KieWan25TextToVideo | KieWan26ImageToVideo | KieWan26TextToVideo | KieWan26VideoToVideo | KieWan26FlashImageToVideo | KieWan26FlashVideoToVideo | KieWan27ImageToVideo | KieWan27R2v | KieWan27TextToVideo | KieWan27Videoedit | KieWan30Video | KieWan30VideoPrime | KieHappyhorse11ImageToVideo | KieHappyhorse11ReferenceToVideo | KieHappyhorse11TextToVideo | KieHappyhorseImageToVideo | KieHappyhorseReferenceToVideo | KieHappyhorseTextToVideo | KieHappyhorseVideoEdit | KieBytedanceSeedance15Pro | KieBytedanceSeedance2 | KieBytedanceSeedance25 | KieBytedanceSeedance2Fast | KieBytedanceSeedance2Mini | KieBytedanceV1LiteImageToVideo | KieBytedanceV1LiteTextToVideo | KieBytedanceV1ProFastImageToVideo | KieBytedanceV1ProImageToVideo | KieBytedanceV1ProTextToVideo | KieOmnihuman15 | KieVolcengineVideoToVideoLipSync | KieKling26ImageToVideo | KieKling26MotionControl | KieKling26TextToVideo | KieKlingAiAvatarPro | KieKlingAiAvatarStandard | KieKlingV21MasterImageToVideo | KieKlingV21MasterTextToVideo | KieKlingV21Pro | KieKlingV21Standard | KieKlingV25TurboImageToVideoPro | KieKlingV25TurboTextToVideoPro | KieKlingV3TurboImageToVideo | KieKlingV3TurboTextToVideo | KieKlingV1AvatarStandard | KieKlingAiAvatarV1Pro | KieKling30OmniImageToVideo | KieKling30OmniReferenceToVideo | KieKling30OmniTextToVideo | KieKling30OmniTransformation | KieKling30MotionControl | KieKling30Video | KieHailuo02ImageToVideoPro | KieHailuo02ImageToVideoStandard | KieHailuo02TextToVideoPro | KieHailuo02TextToVideoStandard | KieHailuo23ImageToVideoPro | KieHailuo23ImageToVideoStandard | KieMinimaxH3ImageToVideo | KieMinimaxH3ReferenceToVideo | KieMinimaxH3TextToVideo | KiePixverseV6Extend | KiePixverseV6ImageToVideo | KiePixverseV6ReferenceToVideo | KiePixverseV6TextToVideo | KiePixverseV6Transition | KieGeminiOmniVideo | KieGoogleGeminiOmniFlash11 | KieGrokImagineVideo15Preview | KieGrokImagineExtend | KieGrokImagineImageToVideo | KieGrokImagineTextToVideo | KieGrokImagineUpscale | KieRunway | KieRunwayGen4Aleph | KieInfinitalkFromAudio | KieSora2Pro | KieSora2ProTextToVideoByWireId | KieSora2ProImageToVideoByWireId | KieSora2ProStoryboard | KieSoraWatermarkRemover | KieElevenlabsTextToDialogueV3 | KieElevenlabsTextToSpeechMultilingualV2 | KieElevenlabsTextToSpeechTurbo25 | KieElevenlabsAudioIsolation | KieElevenlabsSoundEffectV2 | KieGoogleGemini25ProTts | KieGoogleGemini31FlashTts | KieAiMusicApiAddInstrumental | KieAiMusicApiGenerate;

/**
 * Imagen 4
 *
 * Imagen 4 by Google.
 *
 * - `google/imagen4`: 8 credits (US$ 0.04) per image.
 * - `google/imagen4-fast`: 4 credits (US$ 0.02) per image.
 * - `google/imagen4-ultra`: 12 credits (US$ 0.06) per image.
 */
export type KieImagen4 = {
    service: 'KIE';
    model: 'IMAGEN4' | 'imagen-4';
    apiModel?: 'google/imagen4';
    input: {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * What the picture should avoid.
         */
        negative_prompt?: string;
        /**
         * How many pictures; each is a paid call of its own.
         */
        num_images?: number | string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '9:16' | '3:4' | '4:3' | 'auto';
        /**
         * Repeats a run as far as the model can.
         */
        seed?: string | number;
    };
} | {
    service: 'KIE';
    model: 'IMAGEN4' | 'imagen-4';
    apiModel: 'google/imagen4-fast';
    input: {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * What the picture should avoid.
         */
        negative_prompt?: string;
        /**
         * How many pictures; each is a paid call of its own.
         */
        num_images?: number | string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '9:16' | '3:4' | '4:3' | 'auto';
        /**
         * Repeats a run as far as the model can.
         */
        seed?: number | string;
    };
} | {
    service: 'KIE';
    model: 'IMAGEN4' | 'imagen-4';
    apiModel: 'google/imagen4-ultra';
    input: {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * What the picture should avoid.
         */
        negative_prompt?: string;
        /**
         * How many pictures; each is a paid call of its own.
         */
        num_images?: number | string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '9:16' | '3:4' | '4:3' | 'auto';
        /**
         * Repeats a run as far as the model can.
         */
        seed?: string | number;
    };
};

/**
 * Imagen 4, by the provider's name
 *
 * Imagen 4 by Google.
 *
 * - `google/imagen4`: 8 credits (US$ 0.04) per image.
 */
export type KieGoogleImagen4ByWireId = {
    service: 'KIE';
    model: 'google/imagen4';
    input: {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * What the picture should avoid.
         */
        negative_prompt?: string;
        /**
         * How many pictures; each is a paid call of its own.
         */
        num_images?: number | string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '9:16' | '3:4' | '4:3' | 'auto';
        /**
         * Repeats a run as far as the model can.
         */
        seed?: string | number;
    };
};

/**
 * Imagen 4 Fast, by the provider's name
 *
 * Imagen 4 by Google.
 *
 * - `google/imagen4-fast`: 4 credits (US$ 0.02) per image.
 */
export type KieGoogleImagen4FastByWireId = {
    service: 'KIE';
    model: 'google/imagen4-fast';
    input: {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * What the picture should avoid.
         */
        negative_prompt?: string;
        /**
         * How many pictures; each is a paid call of its own.
         */
        num_images?: number | string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '9:16' | '3:4' | '4:3' | 'auto';
        /**
         * Repeats a run as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Imagen 4 Ultra, by the provider's name
 *
 * Imagen 4 by Google.
 *
 * - `google/imagen4-ultra`: 12 credits (US$ 0.06) per image.
 */
export type KieGoogleImagen4UltraByWireId = {
    service: 'KIE';
    model: 'google/imagen4-ultra';
    input: {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * What the picture should avoid.
         */
        negative_prompt?: string;
        /**
         * How many pictures; each is a paid call of its own.
         */
        num_images?: number | string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '9:16' | '3:4' | '4:3' | 'auto';
        /**
         * Repeats a run as far as the model can.
         */
        seed?: string | number;
    };
};

/**
 * Veo 3.1
 *
 * Veo 3.1 by Google.
 *
 * - `veo3_fast`: 60 credits (US$ 0.30) per video where `resolution` is `720p`; 65 credits (US$ 0.325) per video where `resolution` is `1080p`; 180 credits (US$ 0.90) per video where `resolution` is `4k`.
 * - `veo3_lite`: 30 credits (US$ 0.15) per video where `resolution` is `720p`; 35 credits (US$ 0.175) per video where `resolution` is `1080p`; 150 credits (US$ 0.75) per video where `resolution` is `4k`.
 * - `veo3`: 250 credits (US$ 1.25) per video where `resolution` is `720p`; 255 credits (US$ 1.275) per video where `resolution` is `1080p`; 370 credits (US$ 1.85) per video where `resolution` is `4k`.
 * - imageUrls: TEXT_2_VIDEO takes no images.
 * - imageUrls: FIRST_AND_LAST_FRAMES_2_VIDEO takes one or two images.
 * - imageUrls: REFERENCE_2_VIDEO takes one to three images (`veo3_fast`, `veo3_lite`).
 * - duration: must be 8 in REFERENCE_2_VIDEO (`veo3_fast`, `veo3_lite`).
 */
export type KieVeo3 = (unknown & (unknown | {
    imageUrls: unknown;
} | {
    image_urls: unknown;
}) & (unknown | {
    imageUrls: unknown;
} | {
    image_urls: unknown;
}) & (unknown | {
    duration: 8 | '8';
} | unknown) & {
    service: 'KIE';
    model: 'VEO3' | 'veo-3' | 'veo-3-1';
    modelVariant?: 'veo3_fast';
    /**
     * What happens in the film.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspect_ratio?: '16:9' | '9:16' | 'Auto';
    /**
     * Another spelling of aspect_ratio.
     *
     * @deprecated
     */
    aspectRatio?: '16:9' | '9:16' | 'Auto';
    /**
     * Size of the picture.
     */
    resolution?: '720p' | '1080p' | '4k';
    /**
     * Seconds; reference mode makes 8 only.
     */
    duration?: 4 | 6 | 8 | '4' | '6' | '8';
    /**
     * Repeats a run as far as the model can.
     */
    seeds?: number | string;
    /**
     * A text laid over the picture.
     */
    watermark?: string;
    /**
     * Translate the prompt first: the model understands English only.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * Another spelling of enableTranslation.
     *
     * @deprecated
     */
    enable_translation?: boolean | 'true' | 'false';
    /**
     * Deprecated at the service: fall back to another route.
     */
    enableFallback?: boolean | 'true' | 'false';
    /**
     * Another spelling of enableFallback.
     *
     * @deprecated
     */
    enable_fallback?: boolean | 'true' | 'false';
    /**
     * One: the film grows out of it. Two: its first and last frame. Up to three in reference mode.
     */
    imageUrls?: Array<FileInput>;
    /**
     * Another spelling of imageUrls.
     *
     * @deprecated
     */
    image_urls?: Array<FileInput>;
    /**
     * What the film grows out of; follows from the images where it is left out.
     */
    generationType?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO' | 'REFERENCE_2_VIDEO';
    /**
     * Another spelling of generationType.
     *
     * @deprecated
     */
    generation_type?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO' | 'REFERENCE_2_VIDEO';
}) | (unknown & (unknown | {
    imageUrls: unknown;
} | {
    image_urls: unknown;
}) & (unknown | {
    imageUrls: unknown;
} | {
    image_urls: unknown;
}) & (unknown | {
    duration: 8 | '8';
} | unknown) & {
    service: 'KIE';
    model: 'VEO3' | 'veo-3' | 'veo-3-1';
    modelVariant: 'veo3_lite';
    /**
     * What happens in the film.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspect_ratio?: '16:9' | '9:16' | 'Auto';
    /**
     * Another spelling of aspect_ratio.
     *
     * @deprecated
     */
    aspectRatio?: '16:9' | '9:16' | 'Auto';
    /**
     * Size of the picture.
     */
    resolution?: '720p' | '1080p' | '4k';
    /**
     * Seconds; reference mode makes 8 only.
     */
    duration?: 4 | 6 | 8 | '4' | '6' | '8';
    /**
     * Repeats a run as far as the model can.
     */
    seeds?: number | string;
    /**
     * A text laid over the picture.
     */
    watermark?: string;
    /**
     * Translate the prompt first: the model understands English only.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * Another spelling of enableTranslation.
     *
     * @deprecated
     */
    enable_translation?: boolean | 'true' | 'false';
    /**
     * Deprecated at the service: fall back to another route.
     */
    enableFallback?: boolean | 'true' | 'false';
    /**
     * Another spelling of enableFallback.
     *
     * @deprecated
     */
    enable_fallback?: boolean | 'true' | 'false';
    /**
     * One: the film grows out of it. Two: its first and last frame. Up to three in reference mode.
     */
    imageUrls?: Array<FileInput>;
    /**
     * Another spelling of imageUrls.
     *
     * @deprecated
     */
    image_urls?: Array<FileInput>;
    /**
     * What the film grows out of; follows from the images where it is left out.
     */
    generationType?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO' | 'REFERENCE_2_VIDEO';
    /**
     * Another spelling of generationType.
     *
     * @deprecated
     */
    generation_type?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO' | 'REFERENCE_2_VIDEO';
}) | (unknown & (unknown | {
    imageUrls: unknown;
} | {
    image_urls: unknown;
}) & {
    service: 'KIE';
    model: 'VEO3' | 'veo-3' | 'veo-3-1';
    modelVariant: 'veo3';
    /**
     * What happens in the film.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspect_ratio?: '16:9' | '9:16' | 'Auto';
    /**
     * Another spelling of aspect_ratio.
     *
     * @deprecated
     */
    aspectRatio?: '16:9' | '9:16' | 'Auto';
    /**
     * Size of the picture.
     */
    resolution?: '720p' | '1080p' | '4k';
    /**
     * Seconds; reference mode makes 8 only.
     */
    duration?: 4 | 6 | 8 | '4' | '6' | '8';
    /**
     * Repeats a run as far as the model can.
     */
    seeds?: number | string;
    /**
     * A text laid over the picture.
     */
    watermark?: string;
    /**
     * Translate the prompt first: the model understands English only.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * Another spelling of enableTranslation.
     *
     * @deprecated
     */
    enable_translation?: boolean | 'true' | 'false';
    /**
     * Deprecated at the service: fall back to another route.
     */
    enableFallback?: boolean | 'true' | 'false';
    /**
     * Another spelling of enableFallback.
     *
     * @deprecated
     */
    enable_fallback?: boolean | 'true' | 'false';
    /**
     * One: the film grows out of it. Two: its first and last frame. Up to three in reference mode.
     */
    imageUrls?: Array<FileInput>;
    /**
     * Another spelling of imageUrls.
     *
     * @deprecated
     */
    image_urls?: Array<FileInput>;
    /**
     * What the film grows out of; follows from the images where it is left out.
     */
    generationType?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO';
    /**
     * Another spelling of generationType.
     *
     * @deprecated
     */
    generation_type?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO';
});

/**
 * Veo 3.1 Fast, by the provider's name
 *
 * Veo 3.1 by Google.
 *
 * - `veo3_fast`: 60 credits (US$ 0.30) per video where `resolution` is `720p`; 65 credits (US$ 0.325) per video where `resolution` is `1080p`; 180 credits (US$ 0.90) per video where `resolution` is `4k`.
 * - imageUrls: TEXT_2_VIDEO takes no images.
 * - imageUrls: FIRST_AND_LAST_FRAMES_2_VIDEO takes one or two images.
 * - imageUrls: REFERENCE_2_VIDEO takes one to three images.
 * - duration: must be 8 in REFERENCE_2_VIDEO.
 */
export type KieVeo3FastByWireId = {
    service: 'KIE';
    model: 'veo3_fast';
    input: unknown & (unknown | {
        imageUrls: unknown;
    } | {
        image_urls: unknown;
    }) & (unknown | {
        imageUrls: unknown;
    } | {
        image_urls: unknown;
    }) & (unknown | {
        duration: 8 | '8';
    } | unknown) & {
        /**
         * What happens in the film.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | 'Auto';
        /**
         * Another spelling of aspect_ratio.
         *
         * @deprecated
         */
        aspectRatio?: '16:9' | '9:16' | 'Auto';
        /**
         * Size of the picture.
         */
        resolution?: '720p' | '1080p' | '4k';
        /**
         * Seconds; reference mode makes 8 only.
         */
        duration?: 4 | 6 | 8 | '4' | '6' | '8';
        /**
         * Repeats a run as far as the model can.
         */
        seeds?: number | string;
        /**
         * A text laid over the picture.
         */
        watermark?: string;
        /**
         * Translate the prompt first: the model understands English only.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableTranslation.
         *
         * @deprecated
         */
        enable_translation?: boolean | 'true' | 'false';
        /**
         * Deprecated at the service: fall back to another route.
         */
        enableFallback?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableFallback.
         *
         * @deprecated
         */
        enable_fallback?: boolean | 'true' | 'false';
        /**
         * One: the film grows out of it. Two: its first and last frame. Up to three in reference mode.
         */
        imageUrls?: Array<FileInput>;
        /**
         * Another spelling of imageUrls.
         *
         * @deprecated
         */
        image_urls?: Array<FileInput>;
        /**
         * What the film grows out of; follows from the images where it is left out.
         */
        generationType?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO' | 'REFERENCE_2_VIDEO';
        /**
         * Another spelling of generationType.
         *
         * @deprecated
         */
        generation_type?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO' | 'REFERENCE_2_VIDEO';
    };
};

/**
 * Veo 3.1 Lite, by the provider's name
 *
 * Veo 3.1 by Google.
 *
 * - `veo3_lite`: 30 credits (US$ 0.15) per video where `resolution` is `720p`; 35 credits (US$ 0.175) per video where `resolution` is `1080p`; 150 credits (US$ 0.75) per video where `resolution` is `4k`.
 * - imageUrls: TEXT_2_VIDEO takes no images.
 * - imageUrls: FIRST_AND_LAST_FRAMES_2_VIDEO takes one or two images.
 * - imageUrls: REFERENCE_2_VIDEO takes one to three images.
 * - duration: must be 8 in REFERENCE_2_VIDEO.
 */
export type KieVeo3LiteByWireId = {
    service: 'KIE';
    model: 'veo3_lite';
    input: unknown & (unknown | {
        imageUrls: unknown;
    } | {
        image_urls: unknown;
    }) & (unknown | {
        imageUrls: unknown;
    } | {
        image_urls: unknown;
    }) & (unknown | {
        duration: 8 | '8';
    } | unknown) & {
        /**
         * What happens in the film.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | 'Auto';
        /**
         * Another spelling of aspect_ratio.
         *
         * @deprecated
         */
        aspectRatio?: '16:9' | '9:16' | 'Auto';
        /**
         * Size of the picture.
         */
        resolution?: '720p' | '1080p' | '4k';
        /**
         * Seconds; reference mode makes 8 only.
         */
        duration?: 4 | 6 | 8 | '4' | '6' | '8';
        /**
         * Repeats a run as far as the model can.
         */
        seeds?: number | string;
        /**
         * A text laid over the picture.
         */
        watermark?: string;
        /**
         * Translate the prompt first: the model understands English only.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableTranslation.
         *
         * @deprecated
         */
        enable_translation?: boolean | 'true' | 'false';
        /**
         * Deprecated at the service: fall back to another route.
         */
        enableFallback?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableFallback.
         *
         * @deprecated
         */
        enable_fallback?: boolean | 'true' | 'false';
        /**
         * One: the film grows out of it. Two: its first and last frame. Up to three in reference mode.
         */
        imageUrls?: Array<FileInput>;
        /**
         * Another spelling of imageUrls.
         *
         * @deprecated
         */
        image_urls?: Array<FileInput>;
        /**
         * What the film grows out of; follows from the images where it is left out.
         */
        generationType?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO' | 'REFERENCE_2_VIDEO';
        /**
         * Another spelling of generationType.
         *
         * @deprecated
         */
        generation_type?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO' | 'REFERENCE_2_VIDEO';
    };
};

/**
 * Veo 3.1 Quality, by the provider's name
 *
 * Veo 3.1 by Google.
 *
 * - `veo3`: 250 credits (US$ 1.25) per video where `resolution` is `720p`; 255 credits (US$ 1.275) per video where `resolution` is `1080p`; 370 credits (US$ 1.85) per video where `resolution` is `4k`.
 * - imageUrls: TEXT_2_VIDEO takes no images.
 * - imageUrls: FIRST_AND_LAST_FRAMES_2_VIDEO takes one or two images.
 */
export type KieVeo3ByWireId = {
    service: 'KIE';
    model: 'veo3';
    input: unknown & (unknown | {
        imageUrls: unknown;
    } | {
        image_urls: unknown;
    }) & {
        /**
         * What happens in the film.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | 'Auto';
        /**
         * Another spelling of aspect_ratio.
         *
         * @deprecated
         */
        aspectRatio?: '16:9' | '9:16' | 'Auto';
        /**
         * Size of the picture.
         */
        resolution?: '720p' | '1080p' | '4k';
        /**
         * Seconds; reference mode makes 8 only.
         */
        duration?: 4 | 6 | 8 | '4' | '6' | '8';
        /**
         * Repeats a run as far as the model can.
         */
        seeds?: number | string;
        /**
         * A text laid over the picture.
         */
        watermark?: string;
        /**
         * Translate the prompt first: the model understands English only.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableTranslation.
         *
         * @deprecated
         */
        enable_translation?: boolean | 'true' | 'false';
        /**
         * Deprecated at the service: fall back to another route.
         */
        enableFallback?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableFallback.
         *
         * @deprecated
         */
        enable_fallback?: boolean | 'true' | 'false';
        /**
         * One: the film grows out of it. Two: its first and last frame. Up to three in reference mode.
         */
        imageUrls?: Array<FileInput>;
        /**
         * Another spelling of imageUrls.
         *
         * @deprecated
         */
        image_urls?: Array<FileInput>;
        /**
         * What the film grows out of; follows from the images where it is left out.
         */
        generationType?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO';
        /**
         * Another spelling of generationType.
         *
         * @deprecated
         */
        generation_type?: 'TEXT_2_VIDEO' | 'FIRST_AND_LAST_FRAMES_2_VIDEO';
    };
};

/**
 * Midjourney
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_txt2img`: 3 credits (US$ 0.015) per job where `speed` is `relaxed`; 8 credits (US$ 0.04) per job where `speed` is `fast`; 16 credits (US$ 0.08) per job where `speed` is `turbo`.
 * - `mj_img2img`: 3 credits (US$ 0.015) per job where `speed` is `relaxed`; 8 credits (US$ 0.04) per job where `speed` is `fast`; 16 credits (US$ 0.08) per job where `speed` is `turbo`.
 * - `mj_style_reference`: 3 credits (US$ 0.015) per job where `speed` is `relaxed`; 8 credits (US$ 0.04) per job where `speed` is `fast`; 16 credits (US$ 0.08) per job where `speed` is `turbo`.
 * - `mj_omni_reference`: 8 credits (US$ 0.04) per job.
 * - `mj_video`: 60 credits (US$ 0.30) per job.
 * - `mj_video_hd`: 60 credits (US$ 0.30) per job.
 * - `mj_upscale`: no price is known; only the bill will tell.
 * - `mj_vary`: no price is known; only the bill will tell.
 * - `mj_video_extend_auto`: no price is known; only the bill will tell.
 * - `mj_video_extend_manual`: no price is known; only the bill will tell.
 */
export type KieMidjourney = {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_txt2img';
    /**
     * What the picture shows.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * Another spelling of aspectRatio.
     *
     * @deprecated
     */
    aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * A text laid over the picture.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
    /**
     * Translate the prompt to English first.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * Version of the model.
     */
    version?: '6' | '7' | '6.1' | '5.2' | '5.1' | 'niji6' | 7 | 6.1 | 6 | 5.2 | 5.1;
    /**
     * How far the four results differ.
     */
    variety?: number;
    /**
     * Strength of the house style.
     */
    stylization?: number;
    /**
     * How unusual it may get.
     */
    weirdness?: number;
    /**
     * Place in the queue; decides the price.
     */
    speed?: 'relaxed' | 'fast' | 'turbo';
} | (({
    fileUrls: unknown;
} | {
    fileUrl: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_img2img';
    /**
     * What the picture shows.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * Another spelling of aspectRatio.
     *
     * @deprecated
     */
    aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * A text laid over the picture.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
    /**
     * Translate the prompt to English first.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * Version of the model.
     */
    version?: '6' | '7' | '6.1' | '5.2' | '5.1' | 'niji6' | 7 | 6.1 | 6 | 5.2 | 5.1;
    /**
     * How far the four results differ.
     */
    variety?: number;
    /**
     * Strength of the house style.
     */
    stylization?: number;
    /**
     * How unusual it may get.
     */
    weirdness?: number;
    /**
     * Place in the queue; decides the price.
     */
    speed?: 'relaxed' | 'fast' | 'turbo';
    /**
     * The pictures to start from.
     */
    fileUrls?: Array<FileInput>;
    fileUrl?: FileInput;
}) | (({
    fileUrls: unknown;
} | {
    fileUrl: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_style_reference';
    /**
     * What the picture shows.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * Another spelling of aspectRatio.
     *
     * @deprecated
     */
    aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * A text laid over the picture.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
    /**
     * Translate the prompt to English first.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * Version of the model.
     */
    version?: '6' | '7' | '6.1' | '5.2' | '5.1' | 'niji6' | 7 | 6.1 | 6 | 5.2 | 5.1;
    /**
     * How far the four results differ.
     */
    variety?: number;
    /**
     * Strength of the house style.
     */
    stylization?: number;
    /**
     * How unusual it may get.
     */
    weirdness?: number;
    /**
     * Place in the queue; decides the price.
     */
    speed?: 'relaxed' | 'fast' | 'turbo';
    /**
     * The pictures to start from.
     */
    fileUrls?: Array<FileInput>;
    fileUrl?: FileInput;
}) | (({
    fileUrls: unknown;
} | {
    fileUrl: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_omni_reference';
    /**
     * What the picture shows.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * Another spelling of aspectRatio.
     *
     * @deprecated
     */
    aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * A text laid over the picture.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
    /**
     * Translate the prompt to English first.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * Version of the model.
     */
    version?: '6' | '7' | '6.1' | '5.2' | '5.1' | 'niji6' | 7 | 6.1 | 6 | 5.2 | 5.1;
    /**
     * How far the four results differ.
     */
    variety?: number;
    /**
     * Strength of the house style.
     */
    stylization?: number;
    /**
     * How unusual it may get.
     */
    weirdness?: number;
    /**
     * The pictures to start from.
     */
    fileUrls?: Array<FileInput>;
    fileUrl?: FileInput;
    /**
     * Strength of the reference.
     */
    ow?: number;
}) | (({
    fileUrls: unknown;
} | {
    fileUrl: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_video';
    /**
     * What the picture shows.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * Another spelling of aspectRatio.
     *
     * @deprecated
     */
    aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * A text laid over the picture.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
    /**
     * Translate the prompt to English first.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * How much moves.
     */
    motion?: 'high' | 'low';
    /**
     * How many clips one job makes.
     */
    videoBatchSize?: 1 | 2 | 4 | '1' | '2' | '4';
    /**
     * The pictures to start from.
     */
    fileUrls?: [
        FileInput
    ];
    fileUrl?: FileInput;
}) | (({
    fileUrls: unknown;
} | {
    fileUrl: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_video_hd';
    /**
     * What the picture shows.
     */
    prompt: string;
    /**
     * Width to height.
     */
    aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * Another spelling of aspectRatio.
     *
     * @deprecated
     */
    aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
    /**
     * A text laid over the picture.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
    /**
     * Translate the prompt to English first.
     */
    enableTranslation?: boolean | 'true' | 'false';
    /**
     * How much moves.
     */
    motion?: 'high' | 'low';
    /**
     * How many clips one job makes.
     */
    videoBatchSize?: 1 | 2 | 4 | '1' | '2' | '4';
    /**
     * The pictures to start from.
     */
    fileUrls?: [
        FileInput
    ];
    fileUrl?: FileInput;
}) | (({
    taskId: unknown;
} | {
    task_id: unknown;
} | {
    parentTaskId: unknown;
}) & ({
    taskId: unknown;
} | {
    task_id: unknown;
} | {
    parentTaskId: unknown;
} | {
    waterMark: unknown;
} | {
    watermark: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_upscale';
    /**
     * The finished task to go on from: its id here.
     */
    taskId?: string;
    /**
     * Another spelling of taskId.
     *
     * @deprecated
     */
    task_id?: string;
    /**
     * Another spelling of taskId.
     *
     * @deprecated
     */
    parentTaskId?: string;
    /**
     * Which of the four pictures; the first is 0.
     */
    imageIndex: number | string;
    /**
     * A text laid over the result.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
}) | (({
    taskId: unknown;
} | {
    task_id: unknown;
} | {
    parentTaskId: unknown;
}) & ({
    taskId: unknown;
} | {
    task_id: unknown;
} | {
    parentTaskId: unknown;
} | {
    waterMark: unknown;
} | {
    watermark: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_vary';
    /**
     * The finished task to go on from: its id here.
     */
    taskId?: string;
    /**
     * Another spelling of taskId.
     *
     * @deprecated
     */
    task_id?: string;
    /**
     * Another spelling of taskId.
     *
     * @deprecated
     */
    parentTaskId?: string;
    /**
     * Which of the four pictures; the first is 0.
     */
    imageIndex: number | string;
    /**
     * A text laid over the result.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
}) | (({
    taskId: unknown;
} | {
    task_id: unknown;
} | {
    parentTaskId: unknown;
}) & ({
    taskId: unknown;
} | {
    task_id: unknown;
} | {
    parentTaskId: unknown;
} | {
    waterMark: unknown;
} | {
    watermark: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_video_extend_auto';
    /**
     * The finished task to go on from: its id here.
     */
    taskId?: string;
    /**
     * Another spelling of taskId.
     *
     * @deprecated
     */
    task_id?: string;
    /**
     * Another spelling of taskId.
     *
     * @deprecated
     */
    parentTaskId?: string;
    /**
     * Which film; the first is 0.
     */
    index: number | string;
    /**
     * A text laid over the result.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
}) | (({
    taskId: unknown;
} | {
    task_id: unknown;
} | {
    parentTaskId: unknown;
}) & {
    service: 'KIE';
    model: 'MIDJOURNEY' | 'mj';
    taskType: 'mj_video_extend_manual';
    /**
     * The finished task to go on from: its id here.
     */
    taskId?: string;
    /**
     * Another spelling of taskId.
     *
     * @deprecated
     */
    task_id?: string;
    /**
     * Another spelling of taskId.
     *
     * @deprecated
     */
    parentTaskId?: string;
    /**
     * Which film; the first is 0.
     */
    index: number | string;
    /**
     * A text laid over the result.
     */
    waterMark?: string;
    /**
     * Another spelling of waterMark.
     *
     * @deprecated
     */
    watermark?: string;
    /**
     * What is to be seen, heard or changed.
     */
    prompt: string;
});

/**
 * Midjourney, text to image, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_txt2img`: 3 credits (US$ 0.015) per job where `speed` is `relaxed`; 8 credits (US$ 0.04) per job where `speed` is `fast`; 16 credits (US$ 0.08) per job where `speed` is `turbo`.
 */
export type KieMjTxt2ImgByWireId = {
    service: 'KIE';
    model: 'mj_txt2img';
    input: {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * A text laid over the picture.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
        /**
         * Translate the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Version of the model.
         */
        version?: '6' | '7' | '6.1' | '5.2' | '5.1' | 'niji6' | 7 | 6.1 | 6 | 5.2 | 5.1;
        /**
         * How far the four results differ.
         */
        variety?: number;
        /**
         * Strength of the house style.
         */
        stylization?: number;
        /**
         * How unusual it may get.
         */
        weirdness?: number;
        /**
         * Place in the queue; decides the price.
         */
        speed?: 'relaxed' | 'fast' | 'turbo';
    };
};

/**
 * Midjourney, image to image, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_img2img`: 3 credits (US$ 0.015) per job where `speed` is `relaxed`; 8 credits (US$ 0.04) per job where `speed` is `fast`; 16 credits (US$ 0.08) per job where `speed` is `turbo`.
 */
export type KieMjImg2ImgByWireId = {
    service: 'KIE';
    model: 'mj_img2img';
    input: ({
        fileUrls: unknown;
    } | {
        fileUrl: unknown;
    }) & {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * A text laid over the picture.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
        /**
         * Translate the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Version of the model.
         */
        version?: '6' | '7' | '6.1' | '5.2' | '5.1' | 'niji6' | 7 | 6.1 | 6 | 5.2 | 5.1;
        /**
         * How far the four results differ.
         */
        variety?: number;
        /**
         * Strength of the house style.
         */
        stylization?: number;
        /**
         * How unusual it may get.
         */
        weirdness?: number;
        /**
         * Place in the queue; decides the price.
         */
        speed?: 'relaxed' | 'fast' | 'turbo';
        /**
         * The pictures to start from.
         */
        fileUrls?: Array<FileInput>;
        fileUrl?: FileInput;
    };
};

/**
 * Midjourney, style reference, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_style_reference`: 3 credits (US$ 0.015) per job where `speed` is `relaxed`; 8 credits (US$ 0.04) per job where `speed` is `fast`; 16 credits (US$ 0.08) per job where `speed` is `turbo`.
 */
export type KieMjStyleReferenceByWireId = {
    service: 'KIE';
    model: 'mj_style_reference';
    input: ({
        fileUrls: unknown;
    } | {
        fileUrl: unknown;
    }) & {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * A text laid over the picture.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
        /**
         * Translate the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Version of the model.
         */
        version?: '6' | '7' | '6.1' | '5.2' | '5.1' | 'niji6' | 7 | 6.1 | 6 | 5.2 | 5.1;
        /**
         * How far the four results differ.
         */
        variety?: number;
        /**
         * Strength of the house style.
         */
        stylization?: number;
        /**
         * How unusual it may get.
         */
        weirdness?: number;
        /**
         * Place in the queue; decides the price.
         */
        speed?: 'relaxed' | 'fast' | 'turbo';
        /**
         * The pictures to start from.
         */
        fileUrls?: Array<FileInput>;
        fileUrl?: FileInput;
    };
};

/**
 * Midjourney, omni reference, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_omni_reference`: 8 credits (US$ 0.04) per job.
 */
export type KieMjOmniReferenceByWireId = {
    service: 'KIE';
    model: 'mj_omni_reference';
    input: ({
        fileUrls: unknown;
    } | {
        fileUrl: unknown;
    }) & {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * A text laid over the picture.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
        /**
         * Translate the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Version of the model.
         */
        version?: '6' | '7' | '6.1' | '5.2' | '5.1' | 'niji6' | 7 | 6.1 | 6 | 5.2 | 5.1;
        /**
         * How far the four results differ.
         */
        variety?: number;
        /**
         * Strength of the house style.
         */
        stylization?: number;
        /**
         * How unusual it may get.
         */
        weirdness?: number;
        /**
         * The pictures to start from.
         */
        fileUrls?: Array<FileInput>;
        fileUrl?: FileInput;
        /**
         * Strength of the reference.
         */
        ow?: number;
    };
};

/**
 * Midjourney, image to video, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_video`: 60 credits (US$ 0.30) per job.
 */
export type KieMjVideoByWireId = {
    service: 'KIE';
    model: 'mj_video';
    input: ({
        fileUrls: unknown;
    } | {
        fileUrl: unknown;
    }) & {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * A text laid over the picture.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
        /**
         * Translate the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * How much moves.
         */
        motion?: 'high' | 'low';
        /**
         * How many clips one job makes.
         */
        videoBatchSize?: 1 | 2 | 4 | '1' | '2' | '4';
        /**
         * The pictures to start from.
         */
        fileUrls?: [
            FileInput
        ];
        fileUrl?: FileInput;
    };
};

/**
 * Midjourney, image to video HD, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_video_hd`: 60 credits (US$ 0.30) per job.
 */
export type KieMjVideoHdByWireId = {
    service: 'KIE';
    model: 'mj_video_hd';
    input: ({
        fileUrls: unknown;
    } | {
        fileUrl: unknown;
    }) & {
        /**
         * What the picture shows.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspectRatio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '1:2' | '9:16' | '2:3' | '3:4' | '5:6' | '6:5' | '4:3' | '3:2' | '1:1' | '16:9' | '2:1';
        /**
         * A text laid over the picture.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
        /**
         * Translate the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * How much moves.
         */
        motion?: 'high' | 'low';
        /**
         * How many clips one job makes.
         */
        videoBatchSize?: 1 | 2 | 4 | '1' | '2' | '4';
        /**
         * The pictures to start from.
         */
        fileUrls?: [
            FileInput
        ];
        fileUrl?: FileInput;
    };
};

/**
 * Midjourney, enlarge one of the pictures, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_upscale`: no price is known; only the bill will tell.
 */
export type KieMjUpscaleByWireId = {
    service: 'KIE';
    model: 'mj_upscale';
    input: ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    } | {
        waterMark: unknown;
    } | {
        watermark: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        taskId?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        task_id?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * Which of the four pictures; the first is 0.
         */
        imageIndex: number | string;
        /**
         * A text laid over the result.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
    };
};

/**
 * Midjourney, vary one of the pictures, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_vary`: no price is known; only the bill will tell.
 */
export type KieMjVaryByWireId = {
    service: 'KIE';
    model: 'mj_vary';
    input: ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    } | {
        waterMark: unknown;
    } | {
        watermark: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        taskId?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        task_id?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * Which of the four pictures; the first is 0.
         */
        imageIndex: number | string;
        /**
         * A text laid over the result.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
    };
};

/**
 * Midjourney, extend a film, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_video_extend_auto`: no price is known; only the bill will tell.
 */
export type KieMjVideoExtendAutoByWireId = {
    service: 'KIE';
    model: 'mj_video_extend_auto';
    input: ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    } | {
        waterMark: unknown;
    } | {
        watermark: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        taskId?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        task_id?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * Which film; the first is 0.
         */
        index: number | string;
        /**
         * A text laid over the result.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
    };
};

/**
 * Midjourney, extend a film as told, by the provider's name
 *
 * Midjourney by Midjourney.
 *
 * **Retired.** Left the documentation by April 2026; absent from the catalogue of 2026-10-01. Use IMAGEN4 instead.
 *
 * - `mj_video_extend_manual`: no price is known; only the bill will tell.
 */
export type KieMjVideoExtendManualByWireId = {
    service: 'KIE';
    model: 'mj_video_extend_manual';
    input: ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        taskId?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        task_id?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * Which film; the first is 0.
         */
        index: number | string;
        /**
         * A text laid over the result.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
    };
};

/**
 * Sora 2
 *
 * Sora 2 by OpenAI.
 *
 * **Retired.** Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24. Use VEO3 instead.
 *
 * - `sora-2-text-to-video`: 20 credits (US$ 0.10) per video where `n_frames` is `10`; 25 credits (US$ 0.125) per video where `n_frames` is `15`.
 * - `sora-2-image-to-video`: 20 credits (US$ 0.10) per video where `n_frames` is `10`; 25 credits (US$ 0.125) per video where `n_frames` is `15`.
 */
export type KieSora2 = {
    service: 'KIE';
    model: 'SORA2' | 'sora-2';
    /**
     * Which form is meant; follows from what is given.
     */
    apiModel?: 'sora-2-text-to-video' | 'sora-2-image-to-video';
    input: {
        /**
         * What happens in the film.
         */
        prompt: string;
        /**
         * Upright or wide.
         */
        aspect_ratio?: 'portrait' | 'landscape';
        /**
         * Length of the film in seconds, whatever the name says.
         */
        n_frames?: '10' | '15' | 10 | 15;
        /**
         * Where the service keeps the result: s3, or oss in China.
         */
        upload_method?: 's3' | 'oss';
        /**
         * Deliver without the watermark of the vendor.
         */
        remove_watermark?: boolean | 'true' | 'false';
        /**
         * Characters made before.
         */
        character_id_list?: Array<string>;
        /**
         * The picture that the film grows out of.
         */
        image_urls?: Array<FileInput>;
    };
};

/**
 * Sora 2, text to video, by the provider's name
 *
 * Sora 2 by OpenAI.
 *
 * **Retired.** Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24. Use VEO3 instead.
 *
 * - `sora-2-text-to-video`: 20 credits (US$ 0.10) per video where `n_frames` is `10`; 25 credits (US$ 0.125) per video where `n_frames` is `15`.
 */
export type KieSora2TextToVideoByWireId = {
    service: 'KIE';
    model: 'sora-2-text-to-video';
    input: {
        /**
         * What happens in the film.
         */
        prompt: string;
        /**
         * Upright or wide.
         */
        aspect_ratio?: 'portrait' | 'landscape';
        /**
         * Length of the film in seconds, whatever the name says.
         */
        n_frames?: '10' | '15' | 10 | 15;
        /**
         * Where the service keeps the result: s3, or oss in China.
         */
        upload_method?: 's3' | 'oss';
        /**
         * Deliver without the watermark of the vendor.
         */
        remove_watermark?: boolean | 'true' | 'false';
        /**
         * Characters made before.
         */
        character_id_list?: Array<string>;
    };
};

/**
 * Sora 2, image to video, by the provider's name
 *
 * Sora 2 by OpenAI.
 *
 * **Retired.** Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24. Use VEO3 instead.
 *
 * - `sora-2-image-to-video`: 20 credits (US$ 0.10) per video where `n_frames` is `10`; 25 credits (US$ 0.125) per video where `n_frames` is `15`.
 */
export type KieSora2ImageToVideoByWireId = {
    service: 'KIE';
    model: 'sora-2-image-to-video';
    input: {
        /**
         * What happens in the film.
         */
        prompt: string;
        /**
         * Upright or wide.
         */
        aspect_ratio?: 'portrait' | 'landscape';
        /**
         * Length of the film in seconds, whatever the name says.
         */
        n_frames?: '10' | '15' | 10 | 15;
        /**
         * Where the service keeps the result: s3, or oss in China.
         */
        upload_method?: 's3' | 'oss';
        /**
         * Deliver without the watermark of the vendor.
         */
        remove_watermark?: boolean | 'true' | 'false';
        /**
         * Characters made before.
         */
        character_id_list?: Array<string>;
        /**
         * The picture that the film grows out of.
         */
        image_urls: [
            FileInput
        ];
    };
};

/**
 * Nano Banana
 *
 * Nano Banana by Google.
 *
 * - `google/nano-banana`: 4 credits (US$ 0.02) per image.
 */
export type KieGoogleNanoBanana = {
    service: 'KIE';
    model: 'google/nano-banana';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '9:16' | '16:9' | '3:4' | '4:3' | '3:2' | '2:3' | '5:4' | '4:5' | '21:9' | 'auto';
        /**
         * Another spelling of aspect_ratio.
         *
         * @deprecated
         */
        image_size?: '1:1' | '9:16' | '16:9' | '3:4' | '4:3' | '3:2' | '2:3' | '5:4' | '4:5' | '21:9' | 'auto';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Nano Banana, edit
 *
 * Nano Banana, edit by Google.
 *
 * - `google/nano-banana-edit`: 4 credits (US$ 0.02) per image.
 */
export type KieGoogleNanoBananaEdit = {
    service: 'KIE';
    model: 'google/nano-banana-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '9:16' | '16:9' | '3:4' | '4:3' | '3:2' | '2:3' | '5:4' | '4:5' | '21:9' | 'auto';
        /**
         * Another spelling of aspect_ratio.
         *
         * @deprecated
         */
        image_size?: '1:1' | '9:16' | '16:9' | '3:4' | '4:3' | '3:2' | '2:3' | '5:4' | '4:5' | '21:9' | 'auto';
    };
};

/**
 * Nano Banana 2
 *
 * Nano Banana 2 by Google.
 *
 * - `nano-banana-2`: 8 credits (US$ 0.04) per image where `resolution` is `1K`; 12 credits (US$ 0.06) per image where `resolution` is `2K`; 18 credits (US$ 0.09) per image where `resolution` is `4K`.
 */
export type KieNanoBanana2 = {
    service: 'KIE';
    model: 'nano-banana-2';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Pictures of what should appear.
         */
        image_input?: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '2:3' | '3:2' | '1:4' | '4:1' | '3:4' | '4:3' | '4:5' | '5:4' | '1:8' | '8:1' | '9:16' | '16:9' | '21:9' | 'auto';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpg';
        /**
         * Lets the model search the web.
         */
        google_search?: boolean | 'true' | 'false';
    };
};

/**
 * Nano Banana 2.1
 *
 * Nano Banana 2.1 by Google.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `nano-banana-2-1`: 4 credits (US$ 0.02) per image where `resolution` is `1K`; 6 credits (US$ 0.03) per image where `resolution` is `2K`; 9 credits (US$ 0.045) per image where `resolution` is `4K`.
 */
export type KieNanoBanana21 = {
    service: 'KIE';
    model: 'nano-banana-2-1';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Pictures of what should appear.
         */
        image_input?: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '2:3' | '3:2' | '1:4' | '4:1' | '3:4' | '4:3' | '4:5' | '5:4' | '1:8' | '8:1' | '9:16' | '16:9' | '21:9' | 'auto';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpg';
    };
};

/**
 * Nano Banana 2 Lite
 *
 * Nano Banana 2 Lite by Google.
 *
 * - `nano-banana-2-lite`: 4 credits (US$ 0.02) per image.
 */
export type KieNanoBanana2Lite = {
    service: 'KIE';
    model: 'nano-banana-2-lite';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '1:4' | '1:8' | '2:3' | '3:2' | '3:4' | '4:1' | '4:3' | '4:5' | '5:4' | '8:1' | '9:16' | '16:9' | '21:9' | 'auto';
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
    };
};

/**
 * Nano Banana Pro
 *
 * Nano Banana Pro by Google.
 *
 * - `nano-banana-pro`: 18 credits (US$ 0.09) per image where `resolution` is one of `1K`, `2K`; 24 credits (US$ 0.12) per image where `resolution` is `4K`.
 */
export type KieNanoBananaPro = {
    service: 'KIE';
    model: 'nano-banana-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Pictures of what should appear.
         */
        image_input?: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '2:3' | '3:2' | '3:4' | '4:3' | '4:5' | '5:4' | '9:16' | '16:9' | '21:9' | 'auto';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpg';
    };
};

/**
 * Wan 2.7 Image
 *
 * Wan 2.7 Image by Alibaba.
 *
 * - `wan/2-7-image`: 4.8 credits (US$ 0.024) per image, times the value of `n`.
 * - n: must be at most 4 outside sequential mode.
 * - thinking_mode: works without pictures only.
 * - thinking_mode: works outside sequential mode only.
 */
export type KieWan27Image = {
    service: 'KIE';
    model: 'wan/2-7-image';
    input: (unknown | {
        enable_sequential: true | 'true';
    }) & (unknown | {
        thinking_mode: false | 'false';
    } | unknown) & (unknown | {
        thinking_mode: false | 'false';
    } | unknown) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        input_urls?: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '4:3' | '21:9' | '3:4' | '9:16' | '8:1' | '1:8';
        /**
         * Makes a set of pictures that belong together.
         */
        enable_sequential?: boolean | 'true' | 'false';
        /**
         * How many pictures: up to 4, or 12 in sequential mode.
         */
        n?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * Lets the model plan first.
         */
        thinking_mode?: boolean | 'true' | 'false';
        /**
         * The colours of the picture, three to ten.
         */
        color_palette?: Array<{
            /**
             * The colour, as #RRGGBB.
             */
            hex: unknown & unknown;
            /**
             * Width to height.
             */
            ratio: unknown & unknown;
        }>;
        /**
         * The regions to change: up to two boxes for each picture.
         */
        bbox_list?: Array<Array<Array<number | string>>>;
        /**
         * A text laid over the result.
         */
        watermark?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.7 Image Pro
 *
 * Wan 2.7 Image Pro by Alibaba.
 *
 * - `wan/2-7-image-pro`: 12 credits (US$ 0.06) per image, times the value of `n`.
 * - n: must be at most 4 outside sequential mode.
 * - thinking_mode: works without pictures only.
 * - thinking_mode: works outside sequential mode only.
 */
export type KieWan27ImagePro = {
    service: 'KIE';
    model: 'wan/2-7-image-pro';
    input: (unknown | {
        enable_sequential: true | 'true';
    }) & (unknown | {
        thinking_mode: false | 'false';
    } | unknown) & (unknown | {
        thinking_mode: false | 'false';
    } | unknown) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        input_urls?: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '4:3' | '21:9' | '3:4' | '9:16' | '8:1' | '1:8';
        /**
         * Makes a set of pictures that belong together.
         */
        enable_sequential?: boolean | 'true' | 'false';
        /**
         * How many pictures: up to 4, or 12 in sequential mode.
         */
        n?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * Lets the model plan first.
         */
        thinking_mode?: boolean | 'true' | 'false';
        /**
         * The colours of the picture, three to ten.
         */
        color_palette?: Array<{
            /**
             * The colour, as #RRGGBB.
             */
            hex: unknown & unknown;
            /**
             * Width to height.
             */
            ratio: unknown & unknown;
        }>;
        /**
         * The regions to change: up to two boxes for each picture.
         */
        bbox_list?: Array<Array<Array<number | string>>>;
        /**
         * A text laid over the result.
         */
        watermark?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Z-Image
 *
 * Z-Image by Alibaba.
 *
 * - `z-image`: 0.8 credits (US$ 0.004) per image.
 */
export type KieZImage = {
    service: 'KIE';
    model: 'z-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 3.0, text to image
 *
 * Seedream 3.0, text to image by ByteDance.
 *
 * - `bytedance/seedream`: 3.5 credits (US$ 0.0175) per image.
 */
export type KieBytedanceSeedream = {
    service: 'KIE';
    model: 'bytedance/seedream';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9';
        /**
         * How strictly the prompt is followed.
         */
        guidance_scale?: number | string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Seedream 4.0, Edit
 *
 * Seedream 4.0, Edit by ByteDance.
 *
 * - `bytedance/seedream-v4-edit`: 5 credits (US$ 0.025) per output image, times the value of `max_images`.
 */
export type KieBytedanceSeedreamV4Edit = {
    service: 'KIE';
    model: 'bytedance/seedream-v4-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_3_2' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_3_2' | 'landscape_16_9' | 'landscape_21_9';
        /**
         * The size of the picture, besides its shape.
         */
        image_resolution?: '1K' | '2K' | '4K';
        /**
         * How many pictures at most; each one that comes is billed.
         */
        max_images?: number | string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 4.0, text to image
 *
 * Seedream 4.0, text to image by ByteDance.
 *
 * - `bytedance/seedream-v4-text-to-image`: 5 credits (US$ 0.025) per output image, times the value of `max_images`.
 */
export type KieBytedanceSeedreamV4TextToImage = {
    service: 'KIE';
    model: 'bytedance/seedream-v4-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_3_2' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_3_2' | 'landscape_16_9' | 'landscape_21_9';
        /**
         * The size of the picture, besides its shape.
         */
        image_resolution?: '1K' | '2K' | '4K';
        /**
         * How many pictures at most; each one that comes is billed.
         */
        max_images?: number | string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 4.5
 *
 * Seedream 4.5 by ByteDance.
 *
 * - `seedream/4.5-text-to-image`: 6.5 credits (US$ 0.0325) per image.
 * - `seedream/4.5-edit`: 6.5 credits (US$ 0.0325) per image.
 */
export type KieSeedream45 = {
    service: 'KIE';
    model: 'seedream-4-5' | 'seedream-4.5';
    /**
     * Which form is meant; follows from what is given.
     */
    apiModel?: 'seedream/4.5-text-to-image' | 'seedream/4.5-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: 'basic' | 'high';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
    };
};

/**
 * Seedream 4.5, text to image, by the provider's name
 *
 * Seedream 4.5 by ByteDance.
 *
 * - `seedream/4.5-text-to-image`: 6.5 credits (US$ 0.0325) per image.
 */
export type KieSeedream45TextToImageByWireId = {
    service: 'KIE';
    model: 'seedream/4.5-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: 'basic' | 'high';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 4.5, edit, by the provider's name
 *
 * Seedream 4.5 by ByteDance.
 *
 * - `seedream/4.5-edit`: 6.5 credits (US$ 0.0325) per image.
 */
export type KieSeedream45EditByWireId = {
    service: 'KIE';
    model: 'seedream/4.5-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: 'basic' | 'high';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 5.0 Flash, image to image
 *
 * Seedream 5.0 Flash, image to image by ByteDance.
 *
 * - `seedream/5-flash-image-to-image`: 3.24 credits (US$ 0.0162) per image.
 */
export type KieSeedream5FlashImageToImage = {
    service: 'KIE';
    model: 'seedream/5-flash-image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The size of the result.
         */
        size?: '1K' | '1.5K' | '2K';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 5.0 Flash, take a picture apart in layers
 *
 * Seedream 5.0 Flash, take a picture apart in layers by ByteDance.
 *
 * - `seedream/5-flash-layer-decomposition`: 3.24 credits (US$ 0.0162) per output layer, the base included.
 */
export type KieSeedream5FlashLayerDecomposition = {
    service: 'KIE';
    model: 'seedream/5-flash-layer-decomposition';
    input: {
        image_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The size of the result.
         */
        size?: 'auto' | '1K' | '1.5K' | '2K';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
    };
};

/**
 * Seedream 5.0 Flash, text to image
 *
 * Seedream 5.0 Flash, text to image by ByteDance.
 *
 * - `seedream/5-flash-text-to-image`: 3.24 credits (US$ 0.0162) per image.
 */
export type KieSeedream5FlashTextToImage = {
    service: 'KIE';
    model: 'seedream/5-flash-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The size of the result.
         */
        size?: '1K' | '1.5K' | '2K';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 5.0 Lite, image to image
 *
 * Seedream 5.0 Lite, image to image by ByteDance.
 *
 * - `seedream/5-lite-image-to-image`: 5.5 credits (US$ 0.0275) per image.
 */
export type KieSeedream5LiteImageToImage = {
    service: 'KIE';
    model: 'seedream/5-lite-image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: 'basic' | 'high' | 'ultra';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 5.0 Lite, text to image
 *
 * Seedream 5.0 Lite, text to image by ByteDance.
 *
 * - `seedream/5-lite-text-to-image`: 5.5 credits (US$ 0.0275) per image.
 */
export type KieSeedream5LiteTextToImage = {
    service: 'KIE';
    model: 'seedream/5-lite-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: 'basic' | 'high' | 'ultra';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 5.0 Pro, image to image
 *
 * Seedream 5.0 Pro, image to image by ByteDance.
 *
 * - `seedream/5-pro-image-to-image`: 7 credits (US$ 0.035) per image where `quality` is `basic`; 14 credits (US$ 0.07) per image where `quality` is `high`; 0.5 credits per input image besides, times the number of items of `image_urls` beyond 1.
 */
export type KieSeedream5ProImageToImage = {
    service: 'KIE';
    model: 'seedream/5-pro-image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: 'basic' | 'high';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedream 5.0 Pro, take a picture apart in layers
 *
 * Seedream 5.0 Pro, take a picture apart in layers by ByteDance.
 *
 * - `seedream/5-pro-layer-decomposition`: 7 credits (US$ 0.035) per output layer, the base included where `size` is one of `1K`, `1.5K`; 14 credits (US$ 0.07) per output layer, the base included where `size` is `2K`.
 */
export type KieSeedream5ProLayerDecomposition = {
    service: 'KIE';
    model: 'seedream/5-pro-layer-decomposition';
    input: {
        image_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The size of the result.
         */
        size?: 'auto' | '1K' | '1.5K' | '2K';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
    };
};

/**
 * Seedream 5.0 Pro, text to image
 *
 * Seedream 5.0 Pro, text to image by ByteDance.
 *
 * - `seedream/5-pro-text-to-image`: 7 credits (US$ 0.035) per image where `quality` is `basic`; 14 credits (US$ 0.07) per image where `quality` is `high`.
 */
export type KieSeedream5ProTextToImage = {
    service: 'KIE';
    model: 'seedream/5-pro-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: 'basic' | 'high';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * FLUX.2
 *
 * FLUX.2 by Black Forest Labs.
 *
 * - `flux-2/pro-text-to-image`: 5 credits (US$ 0.025) per image where `resolution` is `1K`; 7 credits (US$ 0.035) per image where `resolution` is `2K`.
 * - `flux-2/pro-image-to-image`: 5 credits (US$ 0.025) per image where `resolution` is `1K`; 7 credits (US$ 0.035) per image where `resolution` is `2K`.
 * - `flux-2/flex-text-to-image`: 14 credits (US$ 0.07) per image where `resolution` is `1K`; 24 credits (US$ 0.12) per image where `resolution` is `2K`.
 * - `flux-2/flex-image-to-image`: 14 credits (US$ 0.07) per image where `resolution` is `1K`; 24 credits (US$ 0.12) per image where `resolution` is `2K`.
 */
export type KieFlux2 = {
    service: 'KIE';
    model: 'flux-2';
    /**
     * Which form is meant; follows from what is given.
     */
    apiModel?: 'flux-2/pro-text-to-image' | 'flux-2/pro-image-to-image' | 'flux-2/flex-text-to-image' | 'flux-2/flex-image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '3:2' | '2:3' | 'auto';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * The pictures to start from.
         */
        input_urls?: Array<FileInput>;
    };
};

/**
 * FLUX.2 Pro, text to image, by the provider's name
 *
 * FLUX.2 by Black Forest Labs.
 *
 * - `flux-2/pro-text-to-image`: 5 credits (US$ 0.025) per image where `resolution` is `1K`; 7 credits (US$ 0.035) per image where `resolution` is `2K`.
 */
export type KieFlux2ProTextToImageByWireId = {
    service: 'KIE';
    model: 'flux-2/pro-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '3:2' | '2:3';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * FLUX.2 Pro, image to image, by the provider's name
 *
 * FLUX.2 by Black Forest Labs.
 *
 * - `flux-2/pro-image-to-image`: 5 credits (US$ 0.025) per image where `resolution` is `1K`; 7 credits (US$ 0.035) per image where `resolution` is `2K`.
 */
export type KieFlux2ProImageToImageByWireId = {
    service: 'KIE';
    model: 'flux-2/pro-image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '3:2' | '2:3' | 'auto';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * The pictures to start from.
         */
        input_urls: Array<FileInput>;
    };
};

/**
 * FLUX.2 Flex, text to image, by the provider's name
 *
 * FLUX.2 by Black Forest Labs.
 *
 * - `flux-2/flex-text-to-image`: 14 credits (US$ 0.07) per image where `resolution` is `1K`; 24 credits (US$ 0.12) per image where `resolution` is `2K`.
 */
export type KieFlux2FlexTextToImageByWireId = {
    service: 'KIE';
    model: 'flux-2/flex-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '3:2' | '2:3';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * FLUX.2 Flex, image to image, by the provider's name
 *
 * FLUX.2 by Black Forest Labs.
 *
 * - `flux-2/flex-image-to-image`: 14 credits (US$ 0.07) per image where `resolution` is `1K`; 24 credits (US$ 0.12) per image where `resolution` is `2K`.
 */
export type KieFlux2FlexImageToImageByWireId = {
    service: 'KIE';
    model: 'flux-2/flex-image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '3:2' | '2:3' | 'auto';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * The pictures to start from.
         */
        input_urls: Array<FileInput>;
    };
};

/**
 * FLUX.1 Kontext
 *
 * FLUX.1 Kontext by Black Forest Labs.
 *
 * - `flux-kontext-pro`: 5 credits (US$ 0.025) per image.
 * - `flux-kontext-max`: 10 credits (US$ 0.05) per image.
 */
export type KieFlux1Kontext = {
    service: 'KIE';
    model: 'flux1-kontext' | 'flux-kontext';
    apiModel?: 'flux-kontext-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        inputImage?: FileInput;
        input_image?: FileInput;
        /**
         * Width to height.
         */
        aspectRatio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The type of the file.
         */
        outputFormat?: 'jpeg' | 'png';
        /**
         * Another spelling of outputFormat.
         *
         * @deprecated
         */
        output_format?: 'jpeg' | 'png';
        /**
         * Lets the service enrich the prompt.
         */
        promptUpsampling?: boolean | 'true' | 'false';
        /**
         * Another spelling of promptUpsampling.
         *
         * @deprecated
         */
        prompt_upsampling?: boolean | 'true' | 'false';
        /**
         * From 0, strict, to 6, lenient; up to 2 for changes of a picture.
         */
        safetyTolerance?: number | string;
        /**
         * Another spelling of safetyTolerance.
         *
         * @deprecated
         */
        safety_tolerance?: number | string;
        /**
         * Translates the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableTranslation.
         *
         * @deprecated
         */
        enable_translation?: boolean | 'true' | 'false';
        /**
         * Keeps the result in China.
         */
        uploadCn?: boolean | 'true' | 'false';
        /**
         * Another spelling of uploadCn.
         *
         * @deprecated
         */
        upload_cn?: boolean | 'true' | 'false';
        /**
         * A text laid over the result.
         */
        watermark?: string;
    };
} | {
    service: 'KIE';
    model: 'flux1-kontext' | 'flux-kontext';
    apiModel: 'flux-kontext-max';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        inputImage?: FileInput;
        input_image?: FileInput;
        /**
         * Width to height.
         */
        aspectRatio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The type of the file.
         */
        outputFormat?: 'jpeg' | 'png';
        /**
         * Another spelling of outputFormat.
         *
         * @deprecated
         */
        output_format?: 'jpeg' | 'png';
        /**
         * Lets the service enrich the prompt.
         */
        promptUpsampling?: boolean | 'true' | 'false';
        /**
         * Another spelling of promptUpsampling.
         *
         * @deprecated
         */
        prompt_upsampling?: boolean | 'true' | 'false';
        /**
         * From 0, strict, to 6, lenient; up to 2 for changes of a picture.
         */
        safetyTolerance?: number | string;
        /**
         * Another spelling of safetyTolerance.
         *
         * @deprecated
         */
        safety_tolerance?: number | string;
        /**
         * Translates the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableTranslation.
         *
         * @deprecated
         */
        enable_translation?: boolean | 'true' | 'false';
        /**
         * Keeps the result in China.
         */
        uploadCn?: boolean | 'true' | 'false';
        /**
         * Another spelling of uploadCn.
         *
         * @deprecated
         */
        upload_cn?: boolean | 'true' | 'false';
        /**
         * A text laid over the result.
         */
        watermark?: string;
    };
};

/**
 * FLUX.1 Kontext Pro, by the provider's name
 *
 * FLUX.1 Kontext by Black Forest Labs.
 *
 * - `flux-kontext-pro`: 5 credits (US$ 0.025) per image.
 */
export type KieFluxKontextProByWireId = {
    service: 'KIE';
    model: 'flux-kontext-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        inputImage?: FileInput;
        input_image?: FileInput;
        /**
         * Width to height.
         */
        aspectRatio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The type of the file.
         */
        outputFormat?: 'jpeg' | 'png';
        /**
         * Another spelling of outputFormat.
         *
         * @deprecated
         */
        output_format?: 'jpeg' | 'png';
        /**
         * Lets the service enrich the prompt.
         */
        promptUpsampling?: boolean | 'true' | 'false';
        /**
         * Another spelling of promptUpsampling.
         *
         * @deprecated
         */
        prompt_upsampling?: boolean | 'true' | 'false';
        /**
         * From 0, strict, to 6, lenient; up to 2 for changes of a picture.
         */
        safetyTolerance?: number | string;
        /**
         * Another spelling of safetyTolerance.
         *
         * @deprecated
         */
        safety_tolerance?: number | string;
        /**
         * Translates the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableTranslation.
         *
         * @deprecated
         */
        enable_translation?: boolean | 'true' | 'false';
        /**
         * Keeps the result in China.
         */
        uploadCn?: boolean | 'true' | 'false';
        /**
         * Another spelling of uploadCn.
         *
         * @deprecated
         */
        upload_cn?: boolean | 'true' | 'false';
        /**
         * A text laid over the result.
         */
        watermark?: string;
    };
};

/**
 * FLUX.1 Kontext Max, by the provider's name
 *
 * FLUX.1 Kontext by Black Forest Labs.
 *
 * - `flux-kontext-max`: 10 credits (US$ 0.05) per image.
 */
export type KieFluxKontextMaxByWireId = {
    service: 'KIE';
    model: 'flux-kontext-max';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        inputImage?: FileInput;
        input_image?: FileInput;
        /**
         * Width to height.
         */
        aspectRatio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The type of the file.
         */
        outputFormat?: 'jpeg' | 'png';
        /**
         * Another spelling of outputFormat.
         *
         * @deprecated
         */
        output_format?: 'jpeg' | 'png';
        /**
         * Lets the service enrich the prompt.
         */
        promptUpsampling?: boolean | 'true' | 'false';
        /**
         * Another spelling of promptUpsampling.
         *
         * @deprecated
         */
        prompt_upsampling?: boolean | 'true' | 'false';
        /**
         * From 0, strict, to 6, lenient; up to 2 for changes of a picture.
         */
        safetyTolerance?: number | string;
        /**
         * Another spelling of safetyTolerance.
         *
         * @deprecated
         */
        safety_tolerance?: number | string;
        /**
         * Translates the prompt to English first.
         */
        enableTranslation?: boolean | 'true' | 'false';
        /**
         * Another spelling of enableTranslation.
         *
         * @deprecated
         */
        enable_translation?: boolean | 'true' | 'false';
        /**
         * Keeps the result in China.
         */
        uploadCn?: boolean | 'true' | 'false';
        /**
         * Another spelling of uploadCn.
         *
         * @deprecated
         */
        upload_cn?: boolean | 'true' | 'false';
        /**
         * A text laid over the result.
         */
        watermark?: string;
    };
};

/**
 * Qwen, edit
 *
 * Qwen, edit by Alibaba.
 *
 * - `qwen/image-edit`: 5 credits (US$ 0.025) per megapixel, times the value of `num_images`.
 */
export type KieQwenImageEdit = {
    service: 'KIE';
    model: 'qwen/image-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * Trades quality for speed.
         */
        acceleration?: 'none' | 'regular' | 'high';
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9';
        /**
         * The number of sampling steps.
         */
        num_inference_steps?: number | string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * How strictly the prompt is followed.
         */
        guidance_scale?: number | string;
        /**
         * Lets the service wait for the picture before it answers.
         */
        sync_mode?: boolean | 'true' | 'false';
        /**
         * How many pictures.
         */
        num_images?: '1' | '2' | '3' | '4' | 1 | 2 | 3 | 4;
        /**
         * The filter of the vendor.
         */
        enable_safety_checker?: boolean | 'true' | 'false';
        /**
         * The type of the file.
         */
        output_format?: 'jpeg' | 'png';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Qwen, image to image
 *
 * Qwen, image to image by Alibaba.
 *
 * - `qwen/image-to-image`: 4 credits (US$ 0.02) per image.
 */
export type KieQwenImageToImage = {
    service: 'KIE';
    model: 'qwen/image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * How far the result may move away from the picture.
         */
        strength?: number | string;
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * Trades quality for speed.
         */
        acceleration?: 'none' | 'regular' | 'high';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The number of sampling steps.
         */
        num_inference_steps?: number | string;
        /**
         * How strictly the prompt is followed.
         */
        guidance_scale?: number | string;
        /**
         * The filter of the vendor.
         */
        enable_safety_checker?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Qwen, text to image
 *
 * Qwen, text to image by Alibaba.
 *
 * - `qwen/text-to-image`: 4 credits (US$ 0.02) per megapixel.
 */
export type KieQwenTextToImage = {
    service: 'KIE';
    model: 'qwen/text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9';
        /**
         * The number of sampling steps.
         */
        num_inference_steps?: number | string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * How strictly the prompt is followed.
         */
        guidance_scale?: number | string;
        /**
         * The filter of the vendor.
         */
        enable_safety_checker?: boolean | 'true' | 'false';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Trades quality for speed.
         */
        acceleration?: 'none' | 'regular' | 'high';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Qwen 2.1, image to image
 *
 * Qwen 2.1, image to image by Alibaba.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `qwen2-1/image-to-image`: 4 credits (US$ 0.02) per image where `resolution` is `1K`; 8 credits (US$ 0.04) per image where `resolution` is `2K`.
 */
export type KieQwen21ImageToImage = {
    service: 'KIE';
    model: 'qwen2-1/image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        mask_url?: FileInput;
        /**
         * Width to height.
         */
        aspect_ratio?: string;
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * What becomes of the background.
         */
        background?: string;
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'webp' | 'jpeg';
        /**
         * Lets the service enrich the prompt.
         */
        enhance_prompt?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Qwen 2.1, text to image
 *
 * Qwen 2.1, text to image by Alibaba.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `qwen2-1/text-to-image`: 4 credits (US$ 0.02) per image where `resolution` is `1K`; 8 credits (US$ 0.04) per image where `resolution` is `2K`.
 */
export type KieQwen21TextToImage = {
    service: 'KIE';
    model: 'qwen2-1/text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: string;
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * What becomes of the background.
         */
        background?: string;
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'webp' | 'jpeg';
        /**
         * Lets the service enrich the prompt.
         */
        enhance_prompt?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Qwen 2, edit
 *
 * Qwen 2, edit by Alibaba.
 *
 * - `qwen2/image-edit`: 5.6 credits (US$ 0.028) per image.
 */
export type KieQwen2ImageEdit = {
    service: 'KIE';
    model: 'qwen2/image-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: '1:1' | '2:3' | '3:2' | '3:4' | '4:3' | '9:16' | '16:9' | '21:9';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The type of the file.
         */
        output_format?: 'jpeg' | 'png';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Qwen 2, text to image
 *
 * Qwen 2, text to image by Alibaba.
 *
 * - `qwen2/text-to-image`: 5.6 credits (US$ 0.028) per image.
 */
export type KieQwen2TextToImage = {
    service: 'KIE';
    model: 'qwen2/text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: '1:1' | '3:4' | '4:3' | '9:16' | '16:9';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * The type of the file.
         */
        output_format?: 'jpeg' | 'png';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Qwen 3, image to image
 *
 * Qwen 3, image to image by Alibaba.
 *
 * - `qwen3/image-to-image`: 4.8 credits (US$ 0.024) per image; 0.5 credits per input image besides, times the number of items of `image_urls` beyond 0.
 */
export type KieQwen3ImageToImage = {
    service: 'KIE';
    model: 'qwen3/image-to-image';
    input: {
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * Lets the service enrich the prompt.
         */
        prompt_extend?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Qwen 3 Pro, image to image
 *
 * Qwen 3 Pro, image to image by Alibaba.
 *
 * - `qwen3/pro-image-to-image`: 6.4 credits (US$ 0.032) per image where `resolution` is `1K`; 12 credits (US$ 0.06) per image where `resolution` is `2K`; 0.5 credits per input image besides, times the number of items of `image_urls` beyond 0.
 */
export type KieQwen3ProImageToImage = {
    service: 'KIE';
    model: 'qwen3/pro-image-to-image';
    input: {
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * Lets the service enrich the prompt.
         */
        prompt_extend?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Qwen 3 Pro, text to image
 *
 * Qwen 3 Pro, text to image by Alibaba.
 *
 * - `qwen3/pro-text-to-image`: 6.4 credits (US$ 0.032) per image where `resolution` is `1K`; 12 credits (US$ 0.06) per image where `resolution` is `2K`.
 */
export type KieQwen3ProTextToImage = {
    service: 'KIE';
    model: 'qwen3/pro-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * Lets the service enrich the prompt.
         */
        prompt_extend?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Qwen 3, text to image
 *
 * Qwen 3, text to image by Alibaba.
 *
 * - `qwen3/text-to-image`: 4.8 credits (US$ 0.024) per image.
 */
export type KieQwen3TextToImage = {
    service: 'KIE';
    model: 'qwen3/text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K';
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9';
        /**
         * The type of the file.
         */
        output_format?: 'png' | 'jpeg';
        /**
         * Lets the service enrich the prompt.
         */
        prompt_extend?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * GPT Image 2.5 Flare, image to image
 *
 * GPT Image 2.5 Flare, image to image by OpenAI.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `gpt-image-2-5-flare-image-to-image`: 6 credits (US$ 0.03) per image where `resolution` is `1K`; 10 credits (US$ 0.05) per image where `resolution` is `2K`; 16 credits (US$ 0.08) per image where `resolution` is `4K`.
 */
export type KieGptImage25FlareImageToImage = {
    service: 'KIE';
    model: 'gpt-image-2-5-flare-image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        input_urls: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: 'auto' | '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9' | '27:16' | '16:27' | '9:8' | '8:9';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * What becomes of the background.
         */
        background?: 'transparent' | 'opaque' | 'auto';
    };
};

/**
 * GPT Image 2.5 Flare, text to image
 *
 * GPT Image 2.5 Flare, text to image by OpenAI.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `gpt-image-2-5-flare-text-to-image`: 6 credits (US$ 0.03) per image where `resolution` is `1K`; 10 credits (US$ 0.05) per image where `resolution` is `2K`; 16 credits (US$ 0.08) per image where `resolution` is `4K`.
 */
export type KieGptImage25FlareTextToImage = {
    service: 'KIE';
    model: 'gpt-image-2-5-flare-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: 'auto' | '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9' | '27:16' | '16:27' | '9:8' | '8:9';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * What becomes of the background.
         */
        background?: 'transparent' | 'opaque' | 'auto';
    };
};

/**
 * GPT Image 2.5 Sunburst, image to image
 *
 * GPT Image 2.5 Sunburst, image to image by OpenAI.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `gpt-image-2-5-sunburst-image-to-image`: 6 credits (US$ 0.03) per image where `resolution` is `1K`; 10 credits (US$ 0.05) per image where `resolution` is `2K`; 16 credits (US$ 0.08) per image where `resolution` is `4K`.
 */
export type KieGptImage25SunburstImageToImage = {
    service: 'KIE';
    model: 'gpt-image-2-5-sunburst-image-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        input_urls: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: 'auto' | '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9' | '27:16' | '16:27' | '9:8' | '8:9';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * What becomes of the background.
         */
        background?: 'transparent' | 'opaque' | 'auto';
    };
};

/**
 * GPT Image 2.5 Sunburst, text to image
 *
 * GPT Image 2.5 Sunburst, text to image by OpenAI.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `gpt-image-2-5-sunburst-text-to-image`: 6 credits (US$ 0.03) per image where `resolution` is `1K`; 10 credits (US$ 0.05) per image where `resolution` is `2K`; 16 credits (US$ 0.08) per image where `resolution` is `4K`.
 */
export type KieGptImage25SunburstTextToImage = {
    service: 'KIE';
    model: 'gpt-image-2-5-sunburst-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: 'auto' | '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9' | '27:16' | '16:27' | '9:8' | '8:9';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
        /**
         * What becomes of the background.
         */
        background?: 'transparent' | 'opaque' | 'auto';
    };
};

/**
 * GPT Image 2, image to image
 *
 * GPT Image 2, image to image by OpenAI.
 *
 * - `gpt-image-2-image-to-image`: 6 credits (US$ 0.03) per image where `resolution` is `1K`; 10 credits (US$ 0.05) per image where `resolution` is `2K`; 16 credits (US$ 0.08) per image where `resolution` is `4K`.
 * - resolution: cannot be 4K for a square.
 */
export type KieGptImage2ImageToImage = {
    service: 'KIE';
    model: 'gpt-image-2-image-to-image';
    input: (unknown | {
        resolution: '1K' | '2K';
    } | unknown) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        input_urls: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: 'auto' | '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '5:4' | '4:5' | '16:9' | '9:16' | '2:1' | '1:2' | '3:1' | '1:3' | '21:9' | '9:21';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
    };
};

/**
 * GPT Image-2, text to image
 *
 * GPT Image-2, text to image by OpenAI.
 *
 * - `gpt-image-2-text-to-image`: 6 credits (US$ 0.03) per image where `resolution` is `1K`; 10 credits (US$ 0.05) per image where `resolution` is `2K`; 16 credits (US$ 0.08) per image where `resolution` is `4K`.
 * - resolution: cannot be 4K for a square.
 */
export type KieGptImage2TextToImage = {
    service: 'KIE';
    model: 'gpt-image-2-text-to-image';
    input: (unknown | {
        resolution: '1K' | '2K';
    } | unknown) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: 'auto' | '1:1' | '3:2' | '2:3' | '4:3' | '3:4' | '5:4' | '4:5' | '16:9' | '9:16' | '2:1' | '1:2' | '3:1' | '1:3' | '21:9' | '9:21';
        /**
         * The size of the result.
         */
        resolution?: '1K' | '2K' | '4K';
    };
};

/**
 * GPT Image-1.5, image to image
 *
 * GPT Image-1.5, image to image by OpenAI.
 *
 * - `gpt-image/1.5-image-to-image`: 4 credits (US$ 0.02) per image where `quality` is `medium`; 22 credits (US$ 0.11) per image where `quality` is `high`.
 */
export type KieGptImage15ImageToImage = {
    service: 'KIE';
    model: 'gpt-image/1.5-image-to-image';
    input: {
        /**
         * The pictures to start from.
         */
        input_urls: Array<FileInput>;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '2:3' | '3:2';
        /**
         * The quality or size of the result.
         */
        quality?: 'medium' | 'high';
    };
};

/**
 * GPT Image-1.5, text to image
 *
 * GPT Image-1.5, text to image by OpenAI.
 *
 * - `gpt-image/1.5-text-to-image`: 4 credits (US$ 0.02) per image where `quality` is `medium`; 22 credits (US$ 0.11) per image where `quality` is `high`.
 */
export type KieGptImage15TextToImage = {
    service: 'KIE';
    model: 'gpt-image/1.5-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '2:3' | '3:2';
        /**
         * The quality or size of the result.
         */
        quality?: 'medium' | 'high';
    };
};

/**
 * 4o image
 *
 * 4o image by OpenAI.
 *
 * - `4o-image-api`: 6 credits (US$ 0.03) per image.
 * - prompt: at least one of prompt, filesUrl is required.
 */
export type Kie4oImageApi = {
    service: 'KIE';
    model: '4o-image-api' | '4o-image' | 'custom_4o_image';
    input: (unknown | {
        prompt: unknown;
    }) & ({
        prompt: unknown;
    } | {
        filesUrl: unknown;
    } | {
        files_url: unknown;
    } | {
        fileUrl: unknown;
    }) & {
        /**
         * Width to height.
         */
        size: '1:1' | '3:2' | '2:3';
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The pictures to start from.
         */
        filesUrl?: Array<FileInput>;
        /**
         * Another spelling of filesUrl.
         *
         * @deprecated
         */
        files_url?: Array<FileInput>;
        fileUrl?: FileInput;
    };
};

/**
 * Ideogram Character
 *
 * Ideogram Character by Ideogram.
 *
 * - `ideogram/character`: 12 credits (US$ 0.06) per image, times the value of `num_images` where `rendering_speed` is `TURBO`; 18 credits (US$ 0.09) per image, times the value of `num_images` where `rendering_speed` is `BALANCED`; 24 credits (US$ 0.12) per image, times the value of `num_images` where `rendering_speed` is `QUALITY`.
 */
export type KieIdeogramCharacter = {
    service: 'KIE';
    model: 'ideogram/character';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls: Array<FileInput>;
        /**
         * Trades quality for speed, and decides the price.
         */
        rendering_speed?: 'TURBO' | 'BALANCED' | 'QUALITY';
        /**
         * The look, the music or the manner of speaking.
         */
        style?: 'AUTO' | 'REALISTIC' | 'FICTION';
        /**
         * Lets the service enrich the prompt.
         */
        expand_prompt?: boolean | 'true' | 'false';
        /**
         * How many pictures.
         */
        num_images?: '1' | '2' | '3' | '4' | 1 | 2 | 3 | 4;
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
    };
};

/**
 * Ideogram Character, edit
 *
 * Ideogram Character, edit by Ideogram.
 *
 * - `ideogram/character-edit`: 12 credits (US$ 0.06) per image, times the value of `num_images` where `rendering_speed` is `TURBO`; 18 credits (US$ 0.09) per image, times the value of `num_images` where `rendering_speed` is `BALANCED`; 24 credits (US$ 0.12) per image, times the value of `num_images` where `rendering_speed` is `QUALITY`.
 */
export type KieIdeogramCharacterEdit = {
    service: 'KIE';
    model: 'ideogram/character-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        mask_url: FileInput;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls: Array<FileInput>;
        /**
         * Trades quality for speed, and decides the price.
         */
        rendering_speed?: 'TURBO' | 'BALANCED' | 'QUALITY';
        /**
         * The look, the music or the manner of speaking.
         */
        style?: 'AUTO' | 'REALISTIC' | 'FICTION';
        /**
         * Lets the service enrich the prompt.
         */
        expand_prompt?: boolean | 'true' | 'false';
        /**
         * How many pictures.
         */
        num_images?: '1' | '2' | '3' | '4' | 1 | 2 | 3 | 4;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Ideogram Character, remix
 *
 * Ideogram Character, remix by Ideogram.
 *
 * - `ideogram/character-remix`: 12 credits (US$ 0.06) per image, times the value of `num_images` where `rendering_speed` is `TURBO`; 18 credits (US$ 0.09) per image, times the value of `num_images` where `rendering_speed` is `BALANCED`; 24 credits (US$ 0.12) per image, times the value of `num_images` where `rendering_speed` is `QUALITY`.
 */
export type KieIdeogramCharacterRemix = {
    service: 'KIE';
    model: 'ideogram/character-remix';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls: Array<FileInput>;
        /**
         * Trades quality for speed, and decides the price.
         */
        rendering_speed?: 'TURBO' | 'BALANCED' | 'QUALITY';
        /**
         * The look, the music or the manner of speaking.
         */
        style?: 'AUTO' | 'REALISTIC' | 'FICTION';
        /**
         * Lets the service enrich the prompt.
         */
        expand_prompt?: boolean | 'true' | 'false';
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9';
        /**
         * How many pictures.
         */
        num_images?: '1' | '2' | '3' | '4' | 1 | 2 | 3 | 4;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * How far the result may move away from the picture.
         */
        strength?: number | string;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        reference_mask_urls?: FileInput;
    };
};

/**
 * Ideogram V3, edit
 *
 * Ideogram V3, edit by Ideogram.
 *
 * - `ideogram/v3-edit`: 3.5 credits (US$ 0.0175) per image where `rendering_speed` is `TURBO`; 7 credits (US$ 0.035) per image where `rendering_speed` is `BALANCED`; 10 credits (US$ 0.05) per image where `rendering_speed` is `QUALITY`.
 */
export type KieIdeogramV3Edit = {
    service: 'KIE';
    model: 'ideogram/v3-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        mask_url: FileInput;
        /**
         * Trades quality for speed, and decides the price.
         */
        rendering_speed?: 'TURBO' | 'BALANCED' | 'QUALITY';
        /**
         * Lets the service enrich the prompt.
         */
        expand_prompt?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Ideogram V3, remix
 *
 * Ideogram V3, remix by Ideogram.
 *
 * - `ideogram/v3-remix`: 3.5 credits (US$ 0.0175) per image, times the value of `num_images` where `rendering_speed` is `TURBO`; 7 credits (US$ 0.035) per image, times the value of `num_images` where `rendering_speed` is `BALANCED`; 10 credits (US$ 0.05) per image, times the value of `num_images` where `rendering_speed` is `QUALITY`.
 */
export type KieIdeogramV3Remix = {
    service: 'KIE';
    model: 'ideogram/v3-remix';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * Trades quality for speed, and decides the price.
         */
        rendering_speed?: 'TURBO' | 'BALANCED' | 'QUALITY';
        /**
         * The look, the music or the manner of speaking.
         */
        style?: 'AUTO' | 'GENERAL' | 'REALISTIC' | 'DESIGN';
        /**
         * Lets the service enrich the prompt.
         */
        expand_prompt?: boolean | 'true' | 'false';
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9';
        /**
         * How many pictures.
         */
        num_images?: '1' | '2' | '3' | '4' | 1 | 2 | 3 | 4;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * How far the result may move away from the picture.
         */
        strength?: number | string;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
    };
};

/**
 * Ideogram V3, text to image
 *
 * Ideogram V3, text to image by Ideogram.
 *
 * - `ideogram/v3-text-to-image`: 3.5 credits (US$ 0.0175) per image where `rendering_speed` is `TURBO`; 7 credits (US$ 0.035) per image where `rendering_speed` is `BALANCED`; 10 credits (US$ 0.05) per image where `rendering_speed` is `QUALITY`.
 */
export type KieIdeogramV3TextToImage = {
    service: 'KIE';
    model: 'ideogram/v3-text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Trades quality for speed, and decides the price.
         */
        rendering_speed?: 'TURBO' | 'BALANCED' | 'QUALITY';
        /**
         * The look, the music or the manner of speaking.
         */
        style?: 'AUTO' | 'GENERAL' | 'REALISTIC' | 'DESIGN';
        /**
         * Lets the service enrich the prompt.
         */
        expand_prompt?: boolean | 'true' | 'false';
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
    };
};

/**
 * Ideogram, V3, reframe
 *
 * Ideogram, V3, reframe by Ideogram.
 *
 * **Beta.** Missing in the provider’s list of 2026-10-01, though its documentation or price is there.
 *
 * - `ideogram/v3-reframe`: 3.5 credits (US$ 0.0175) per image, times the value of `num_images` where `rendering_speed` is `TURBO`; 7 credits (US$ 0.035) per image, times the value of `num_images` where `rendering_speed` is `BALANCED`; 10 credits (US$ 0.05) per image, times the value of `num_images` where `rendering_speed` is `QUALITY`.
 */
export type KieIdeogramV3Reframe = {
    service: 'KIE';
    model: 'ideogram/v3-reframe';
    input: {
        image_url: FileInput;
        /**
         * The shape of the picture, by name or as width to height.
         */
        image_size?: 'square' | 'square_hd' | 'portrait_4_3' | 'portrait_16_9' | 'landscape_4_3' | 'landscape_16_9';
        /**
         * Trades quality for speed, and decides the price.
         */
        rendering_speed?: 'TURBO' | 'BALANCED' | 'QUALITY';
        /**
         * The look, the music or the manner of speaking.
         */
        style?: 'AUTO' | 'GENERAL' | 'REALISTIC' | 'DESIGN';
        /**
         * How many pictures.
         */
        num_images?: '1' | '2' | '3' | '4' | 1 | 2 | 3 | 4;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Grok Imagine Image 2.0, edit
 *
 * Grok Imagine Image 2.0, edit by xAI.
 *
 * - `grok-imagine-image-2-0/image-edit`: 4 credits (US$ 0.02) per image.
 */
export type KieGrokImagineImage20ImageEdit = {
    service: 'KIE';
    model: 'grok-imagine-image-2-0/image-edit';
    input: {
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio: '1:1' | '2:3' | '3:2' | '16:9' | '9:16' | 'auto';
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
    };
};

/**
 * Grok Imagine Image 2.0, edit a segment
 *
 * Grok Imagine Image 2.0, edit a segment by xAI.
 *
 * - `grok-imagine-image-2-0/segment-edit`: 4 credits (US$ 0.02) per image.
 */
export type KieGrokImagineImage20SegmentEdit = {
    service: 'KIE';
    model: 'grok-imagine-image-2-0/segment-edit';
    input: ({
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        task_id?: string;
        /**
         * Another spelling of task_id.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The segments to change, by number.
         */
        mask_indexs?: Array<number | string>;
    };
};

/**
 * Grok Imagine Image 2.0, text to image
 *
 * Grok Imagine Image 2.0, text to image by xAI.
 *
 * - `grok-imagine-image-2-0/text-to-image`: 4 credits (US$ 0.02) per image.
 */
export type KieGrokImagineImage20TextToImage = {
    service: 'KIE';
    model: 'grok-imagine-image-2-0/text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio: '1:1' | '2:3' | '3:2' | '16:9' | '9:16';
    };
};

/**
 * Grok Imagine, image to image
 *
 * Grok Imagine, image to image by xAI.
 *
 * - `grok-imagine/image-to-image`: 4 credits (US$ 0.02) per image.
 */
export type KieGrokImagineImageToImage = {
    service: 'KIE';
    model: 'grok-imagine/image-to-image';
    input: {
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Grok Imagine, text to image
 *
 * Grok Imagine, text to image by xAI.
 *
 * - `grok-imagine/text-to-image`: 4 credits (US$ 0.02) per generation where `enable_pro` is `false`; 5 credits (US$ 0.025) per generation where `enable_pro` is `true`.
 */
export type KieGrokImagineTextToImage = {
    service: 'KIE';
    model: 'grok-imagine/text-to-image';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '2:3' | '3:2' | '1:1' | '16:9' | '9:16';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
        /**
         * Quality before speed.
         */
        enable_pro?: boolean | 'true' | 'false';
    };
};

/**
 * Recraft, enlarge
 *
 * Recraft, enlarge by Recraft.
 *
 * - `recraft/crisp-upscale`: 0.5 credits (US$ 0.0025) per image.
 */
export type KieRecraftCrispUpscale = {
    service: 'KIE';
    model: 'recraft/crisp-upscale';
    input: {
        image: FileInput;
    };
};

/**
 * Recraft, remove the background
 *
 * Recraft, remove the background by Recraft.
 *
 * - `recraft/remove-background`: 1 credits (US$ 0.005) per image.
 */
export type KieRecraftRemoveBackground = {
    service: 'KIE';
    model: 'recraft/remove-background';
    input: {
        image: FileInput;
    };
};

/**
 * Topaz, enlarge a picture
 *
 * Topaz, enlarge a picture by Topaz Labs.
 *
 * - `topaz/image-upscale`: 10 credits (US$ 0.05) per image where `output.size` is `2K`; 20 credits (US$ 0.10) per image where `output.size` is `4K`.
 */
export type KieTopazImageUpscale = {
    service: 'KIE';
    model: 'topaz/image-upscale';
    input: {
        image_url: FileInput;
        /**
         * How many times larger.
         */
        upscale_factor?: '1' | '2' | '4' | 1 | 2 | 4;
    };
};

/**
 * Topaz, enlarge a film
 *
 * Topaz, enlarge a film by Topaz Labs.
 *
 * - `topaz/video-upscale`: 14 credits (US$ 0.07) per second where `upscale_factor` is `4`; 8 credits (US$ 0.04) per second where `upscale_factor` is one of `1`, `2`.
 */
export type KieTopazVideoUpscale = {
    service: 'KIE';
    model: 'topaz/video-upscale';
    input: {
        video_url: FileInput;
        /**
         * How many times larger.
         */
        upscale_factor?: '1' | '2' | '4' | 1 | 2 | 4;
    };
};

/**
 * Veo 3.1, extend a film
 *
 * Veo 3.1, extend a film by Google.
 *
 * - `veo/extend`: 30 credits (US$ 0.15) per extension where `model` is `lite`; 60 credits (US$ 0.30) per extension where `model` is `fast`; 250 credits (US$ 1.25) per extension where `model` is `quality`.
 */
export type KieVeoExtend = {
    service: 'KIE';
    model: 'veo/extend' | 'veo-3-1/extend';
    input: ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        taskId?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        task_id?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The tier; it decides the price.
         */
        model?: 'fast' | 'quality' | 'lite';
        /**
         * Another spelling of model.
         *
         * @deprecated
         */
        tier?: 'fast' | 'quality' | 'lite';
        /**
         * Repeats a result as far as the model can.
         */
        seeds?: number | string;
        /**
         * A text laid over the result.
         */
        watermark?: string;
    };
};

/**
 * Veo 3.1, the film in 1080p
 *
 * Veo 3.1, the film in 1080p by Google.
 *
 * - `veo/get-1080p-video`: 5 credits (US$ 0.025) per video.
 */
export type KieVeoGet1080pVideo = {
    service: 'KIE';
    model: 'veo/get-1080p-video' | 'veo-3-1/1080p';
    input: ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        taskId?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        task_id?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * Which film of the earlier task; the first is 0.
         */
        index?: number | string;
    };
};

/**
 * Veo 3.1, the film in 4K
 *
 * Veo 3.1, the film in 4K by Google.
 *
 * - `veo/get-4k-video`: 120 credits (US$ 0.60) per video.
 */
export type KieVeoGet4kVideo = {
    service: 'KIE';
    model: 'veo/get-4k-video' | 'veo-3-1/4k';
    input: ({
        taskId: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        taskId?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        task_id?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * Which film of the earlier task; the first is 0.
         */
        index?: number | string;
    };
};

/**
 * Wan 2.2 A14B Turbo, image to video
 *
 * Wan 2.2 A14B Turbo, image to video by Alibaba.
 *
 * - `wan/2-2-a14b-image-to-video-turbo`: 8 credits (US$ 0.04) per output second where `resolution` is `480p`; 16 credits (US$ 0.08) per output second where `resolution` is `720p`.
 */
export type KieWan22A14bImageToVideoTurbo = {
    service: 'KIE';
    model: 'wan/2-2-a14b-image-to-video-turbo';
    input: {
        image_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p';
        /**
         * Lets the service enrich the prompt.
         */
        enable_prompt_expansion?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * Trades quality for speed.
         */
        acceleration?: 'none' | 'regular';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.2 A14B Turbo, speech to video
 *
 * Wan 2.2 A14B Turbo, speech to video by Alibaba.
 *
 * - `wan/2-2-a14b-speech-to-video-turbo`: 12 credits (US$ 0.06) per output second, times the value of `num_frames`, divided by `frames_per_second` where `resolution` is `480p`; 18 credits (US$ 0.09) per output second, times the value of `num_frames`, divided by `frames_per_second` where `resolution` is `580p`; 24 credits (US$ 0.12) per output second, times the value of `num_frames`, divided by `frames_per_second` where `resolution` is `720p`.
 */
export type KieWan22A14bSpeechToVideoTurbo = {
    service: 'KIE';
    model: 'wan/2-2-a14b-speech-to-video-turbo';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        audio_url: FileInput;
        /**
         * The number of frames, a multiple of four.
         */
        num_frames?: number | string;
        /**
         * The number of frames in a second.
         */
        frames_per_second?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '580p' | '720p';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The number of sampling steps.
         */
        num_inference_steps?: number | string;
        /**
         * How strictly the prompt is followed.
         */
        guidance_scale?: number | string;
        /**
         * The shift of the sampler.
         */
        shift?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.2 A14B Turbo, text to video
 *
 * Wan 2.2 A14B Turbo, text to video by Alibaba.
 *
 * - `wan/2-2-a14b-text-to-video-turbo`: 8 credits (US$ 0.04) per output second where `resolution` is `480p`; 16 credits (US$ 0.08) per output second where `resolution` is `720p`.
 */
export type KieWan22A14bTextToVideoTurbo = {
    service: 'KIE';
    model: 'wan/2-2-a14b-text-to-video-turbo';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16';
        /**
         * Lets the service enrich the prompt.
         */
        enable_prompt_expansion?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * Trades quality for speed.
         */
        acceleration?: 'none' | 'regular';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.2, move a picture as a film moves
 *
 * Wan 2.2, move a picture as a film moves by Alibaba.
 *
 * - `wan/2-2-animate-move`: 6 credits (US$ 0.03) per output second where `resolution` is `480p`; 9.5 credits (US$ 0.0475) per output second where `resolution` is `580p`; 12.5 credits (US$ 0.0625) per output second where `resolution` is `720p`.
 */
export type KieWan22AnimateMove = {
    service: 'KIE';
    model: 'wan/2-2-animate-move';
    input: {
        video_url: FileInput;
        image_url: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '580p' | '720p';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.2, replace a figure in a film
 *
 * Wan 2.2, replace a figure in a film by Alibaba.
 *
 * - `wan/2-2-animate-replace`: 6 credits (US$ 0.03) per output second where `resolution` is `480p`; 9.5 credits (US$ 0.0475) per output second where `resolution` is `580p`; 12.5 credits (US$ 0.0625) per output second where `resolution` is `720p`.
 */
export type KieWan22AnimateReplace = {
    service: 'KIE';
    model: 'wan/2-2-animate-replace';
    input: {
        video_url: FileInput;
        image_url: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '580p' | '720p';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.5, image to video
 *
 * Wan 2.5, image to video by Alibaba.
 *
 * - `wan/2-5-image-to-video`: 12 credits (US$ 0.06) per output second, times the value of `duration` where `resolution` is `720p`; 20 credits (US$ 0.10) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieWan25ImageToVideo = {
    service: 'KIE';
    model: 'wan/2-5-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The length in seconds.
         */
        duration: '5' | '10' | 5 | 10;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Lets the service enrich the prompt.
         */
        enable_prompt_expansion?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.5, text to video
 *
 * Wan 2.5, text to video by Alibaba.
 *
 * - `wan/2-5-text-to-video`: 12 credits (US$ 0.06) per output second, times the value of `duration` where `resolution` is `720p`; 20 credits (US$ 0.10) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieWan25TextToVideo = {
    service: 'KIE';
    model: 'wan/2-5-text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration: '5' | '10' | 5 | 10;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1';
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Lets the service enrich the prompt.
         */
        enable_prompt_expansion?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.6, image to video
 *
 * Wan 2.6, image to video by Alibaba.
 *
 * - `wan/2-6-image-to-video`: 70 credits (US$ 0.35) per video where `resolution` is `720p` and `duration` is `5`; 140 credits (US$ 0.70) per video where `resolution` is `720p` and `duration` is `10`; 209.5 credits (US$ 1.0475) per video where `resolution` is `720p` and `duration` is `15`; 104.5 credits (US$ 0.5225) per video where `resolution` is `1080p` and `duration` is `5`; 209.5 credits (US$ 1.0475) per video where `resolution` is `1080p` and `duration` is `10`; 315 credits (US$ 1.575) per video where `resolution` is `1080p` and `duration` is `15`.
 */
export type KieWan26ImageToVideo = {
    service: 'KIE';
    model: 'wan/2-6-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: [
            FileInput
        ];
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | '15' | 5 | 10 | 15;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Allows several shots.
         */
        multi_shots?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.6, text to video
 *
 * Wan 2.6, text to video by Alibaba.
 *
 * - `wan/2-6-text-to-video`: 70 credits (US$ 0.35) per video where `resolution` is `720p` and `duration` is `5`; 140 credits (US$ 0.70) per video where `resolution` is `720p` and `duration` is `10`; 209.5 credits (US$ 1.0475) per video where `resolution` is `720p` and `duration` is `15`; 104.5 credits (US$ 0.5225) per video where `resolution` is `1080p` and `duration` is `5`; 209.5 credits (US$ 1.0475) per video where `resolution` is `1080p` and `duration` is `10`; 315 credits (US$ 1.575) per video where `resolution` is `1080p` and `duration` is `15`.
 */
export type KieWan26TextToVideo = {
    service: 'KIE';
    model: 'wan/2-6-text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | '15' | 5 | 10 | 15;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Allows several shots.
         */
        multi_shots?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.6, video to video
 *
 * Wan 2.6, video to video by Alibaba.
 *
 * - `wan/2-6-video-to-video`: 70 credits (US$ 0.35) per video where `resolution` is `720p` and `duration` is `5`; 140 credits (US$ 0.70) per video where `resolution` is `720p` and `duration` is `10`; 104.5 credits (US$ 0.5225) per video where `resolution` is `1080p` and `duration` is `5`; 209.5 credits (US$ 1.0475) per video where `resolution` is `1080p` and `duration` is `10`.
 */
export type KieWan26VideoToVideo = {
    service: 'KIE';
    model: 'wan/2-6-video-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The films to start from.
         */
        video_urls: Array<FileInput>;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Allows several shots.
         */
        multi_shots?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan, 2.6-flash-image-to-video
 *
 * Wan, 2.6-flash-image-to-video by Alibaba.
 *
 * **Beta.** Missing in the provider’s list of 2026-10-01, though its documentation or price is there.
 *
 * - `wan/2-6-flash-image-to-video`: no price is known; only the bill will tell.
 */
export type KieWan26FlashImageToVideo = {
    service: 'KIE';
    model: 'wan/2-6-flash-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: [
            FileInput
        ];
        /**
         * Makes sound, too; it may change the price.
         */
        audio?: boolean | 'true' | 'false';
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | '15' | 5 | 10 | 15;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Allows several shots.
         */
        multi_shots?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan, 2-6-flash-video-to-video
 *
 * Wan, 2-6-flash-video-to-video by Alibaba.
 *
 * **Beta.** Missing in the provider’s list of 2026-10-01, though its documentation or price is there.
 *
 * - `wan/2-6-flash-video-to-video`: no price is known; only the bill will tell.
 */
export type KieWan26FlashVideoToVideo = {
    service: 'KIE';
    model: 'wan/2-6-flash-video-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The films to start from.
         */
        video_urls: Array<FileInput>;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Makes sound, too; it may change the price.
         */
        audio?: boolean | 'true' | 'false';
        /**
         * Allows several shots.
         */
        multi_shots?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.7, image to video
 *
 * Wan 2.7, image to video by Alibaba.
 *
 * - `wan/2-7-image-to-video`: 16 credits (US$ 0.08) per output second, times the value of `duration` where `resolution` is `720p`; 24 credits (US$ 0.12) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieWan27ImageToVideo = {
    service: 'KIE';
    model: 'wan/2-7-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        first_frame_url?: FileInput;
        last_frame_url?: FileInput;
        first_clip_url?: FileInput;
        driving_audio_url?: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Lets the service enrich the prompt.
         */
        prompt_extend?: boolean | 'true' | 'false';
        /**
         * A text laid over the result.
         */
        watermark?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.7, reference to video
 *
 * Wan 2.7, reference to video by Alibaba.
 *
 * - `wan/2-7-r2v`: 16 credits (US$ 0.08) per output second, times the value of `duration` where `resolution` is `720p`; 24 credits (US$ 0.12) per output second, times the value of `duration` where `resolution` is `1080p`.
 * - reference_image: at least one of reference_image, reference_video is required.
 * - reference_video: pictures and films together are more than 5.
 */
export type KieWan27R2v = {
    service: 'KIE';
    model: 'wan/2-7-r2v';
    input: (unknown | {
        reference_image: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image?: Array<FileInput>;
        /**
         * Films to take motion or style from; with the pictures at most five.
         */
        reference_video?: Array<FileInput>;
        first_frame?: FileInput;
        reference_voice?: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1' | '4:3' | '3:4';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Lets the service enrich the prompt.
         */
        prompt_extend?: boolean | 'true' | 'false';
        /**
         * A text laid over the result.
         */
        watermark?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.7, text to video
 *
 * Wan 2.7, text to video by Alibaba.
 *
 * - `wan/2-7-text-to-video`: 16 credits (US$ 0.08) per output second, times the value of `duration` where `resolution` is `720p`; 24 credits (US$ 0.12) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieWan27TextToVideo = {
    service: 'KIE';
    model: 'wan/2-7-text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        audio_url?: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Width to height.
         */
        ratio?: '16:9' | '9:16' | '1:1' | '4:3' | '3:4';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Lets the service enrich the prompt.
         */
        prompt_extend?: boolean | 'true' | 'false';
        /**
         * A text laid over the result.
         */
        watermark?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 2.7, edit a film
 *
 * Wan 2.7, edit a film by Alibaba.
 *
 * - `wan/2-7-videoedit`: 16 credits (US$ 0.08) per output second, times the value of `duration` where `resolution` is `720p`; 24 credits (US$ 0.12) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieWan27Videoedit = {
    service: 'KIE';
    model: 'wan/2-7-videoedit';
    input: {
        video_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        reference_image?: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1' | '4:3' | '3:4';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Leaves the sound to the model, or keeps that of the film.
         */
        audio_setting?: 'auto' | 'origin';
        /**
         * Lets the service enrich the prompt.
         */
        prompt_extend?: boolean | 'true' | 'false';
        /**
         * A text laid over the result.
         */
        watermark?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Wan 3.0 Video
 *
 * Wan 3.0 Video by Alibaba.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `wan/3-0-video`: 8 credits (US$ 0.04) per output second, times the value of `duration` where `resolution` is `480P` and `reference_video_urls` has 1 to any number of; 16 credits (US$ 0.08) per output second, times the value of `duration` where `resolution` is `720P` and `reference_video_urls` has 1 to any number of; 32 credits (US$ 0.16) per output second, times the value of `duration` where `resolution` is `1080P` and `reference_video_urls` has 1 to any number of; 8 credits (US$ 0.04) per output second, times the value of `duration` where `resolution` is `480P`; 16 credits (US$ 0.08) per output second, times the value of `duration` where `resolution` is `720P`; 32 credits (US$ 0.16) per output second, times the value of `duration` where `resolution` is `1080P`.
 * - reference_image_urls: cannot be given together with first_frame_url.
 * - reference_video_urls: cannot be given together with first_frame_url.
 * - reference_audio_urls: cannot be given together with first_frame_url.
 * - reference_image_urls: cannot be given together with last_frame_url.
 * - reference_video_urls: cannot be given together with last_frame_url.
 * - reference_audio_urls: cannot be given together with last_frame_url.
 */
export type KieWan30Video = {
    service: 'KIE';
    model: 'wan/3-0-video';
    input: unknown & unknown & unknown & unknown & unknown & unknown & ({
        prompt: unknown;
    } | {
        first_frame_url: unknown;
    } | {
        last_frame_url: unknown;
    } | {
        reference_image_urls: unknown;
    } | {
        reference_video_urls: unknown;
    } | {
        reference_audio_urls: unknown;
    } | {
        reference_file_urls: unknown;
    } | {
        reference_link_urls: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        first_frame_url?: FileInput;
        last_frame_url?: FileInput;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls?: Array<FileInput>;
        /**
         * Films to take motion or style from.
         */
        reference_video_urls?: Array<FileInput>;
        /**
         * Sounds to follow.
         */
        reference_audio_urls?: Array<FileInput>;
        /**
         * A document to follow.
         */
        reference_file_urls?: Array<FileInput>;
        /**
         * A page of the web to follow.
         */
        reference_link_urls?: Array<FileInput>;
        /**
         * The size of the result.
         */
        resolution?: '480P' | '720P' | '1080P';
        /**
         * Width to height.
         */
        aspect_ratio?: 'adaptive' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The length in seconds.
         */
        duration?: number | -1 | string;
        /**
         * Makes sound, too; it may change the price.
         */
        audio?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Wan 3.0 Video Prime
 *
 * Wan 3.0 Video Prime by Alibaba.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `wan/3-0-video-prime`: 12.2 credits (US$ 0.061) per output second, times the value of `duration` where `resolution` is `480P` and `reference_video_urls` has 1 to any number of; 25.2 credits (US$ 0.126) per output second, times the value of `duration` where `resolution` is `720P` and `reference_video_urls` has 1 to any number of; 50.4 credits (US$ 0.252) per output second, times the value of `duration` where `resolution` is `1080P` and `reference_video_urls` has 1 to any number of; 12.2 credits (US$ 0.061) per output second, times the value of `duration` where `resolution` is `480P`; 25.2 credits (US$ 0.126) per output second, times the value of `duration` where `resolution` is `720P`; 50.4 credits (US$ 0.252) per output second, times the value of `duration` where `resolution` is `1080P`.
 * - reference_image_urls: cannot be given together with first_frame_url.
 * - reference_video_urls: cannot be given together with first_frame_url.
 * - reference_audio_urls: cannot be given together with first_frame_url.
 * - reference_image_urls: cannot be given together with last_frame_url.
 * - reference_video_urls: cannot be given together with last_frame_url.
 * - reference_audio_urls: cannot be given together with last_frame_url.
 */
export type KieWan30VideoPrime = {
    service: 'KIE';
    model: 'wan/3-0-video-prime';
    input: unknown & unknown & unknown & unknown & unknown & unknown & ({
        prompt: unknown;
    } | {
        first_frame_url: unknown;
    } | {
        last_frame_url: unknown;
    } | {
        reference_image_urls: unknown;
    } | {
        reference_video_urls: unknown;
    } | {
        reference_audio_urls: unknown;
    } | {
        reference_file_urls: unknown;
    } | {
        reference_link_urls: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        first_frame_url?: FileInput;
        last_frame_url?: FileInput;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls?: Array<FileInput>;
        /**
         * Films to take motion or style from.
         */
        reference_video_urls?: Array<FileInput>;
        /**
         * Sounds to follow.
         */
        reference_audio_urls?: Array<FileInput>;
        /**
         * A document to follow.
         */
        reference_file_urls?: Array<FileInput>;
        /**
         * A page of the web to follow.
         */
        reference_link_urls?: Array<FileInput>;
        /**
         * The size of the result.
         */
        resolution?: '480P' | '720P' | '1080P';
        /**
         * Width to height.
         */
        aspect_ratio?: 'adaptive' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The length in seconds.
         */
        duration?: number | -1 | string;
        /**
         * Makes sound, too; it may change the price.
         */
        audio?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * HappyHorse 1.1, image to video
 *
 * HappyHorse 1.1, image to video by Alibaba.
 *
 * - `happyhorse-1-1/image-to-video`: 22.5 credits (US$ 0.1125) per output second, times the value of `duration` where `resolution` is `720p`; 29 credits (US$ 0.145) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieHappyhorse11ImageToVideo = {
    service: 'KIE';
    model: 'happyhorse-1-1/image-to-video';
    input: {
        /**
         * The pictures to start from.
         */
        image_urls: [
            FileInput
        ];
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: number | string;
    };
};

/**
 * HappyHorse 1.1, reference to video
 *
 * HappyHorse 1.1, reference to video by Alibaba.
 *
 * - `happyhorse-1-1/reference-to-video`: 22.5 credits (US$ 0.1125) per output second, times the value of `duration` where `resolution` is `720p`; 29 credits (US$ 0.145) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieHappyhorse11ReferenceToVideo = {
    service: 'KIE';
    model: 'happyhorse-1-1/reference-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image: Array<FileInput>;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '3:4' | '4:3' | '4:5' | '5:4' | '1:1' | '9:21' | '21:9';
        /**
         * The length in seconds.
         */
        duration?: number | string;
    };
};

/**
 * HappyHorse 1.1, text to video
 *
 * HappyHorse 1.1, text to video by Alibaba.
 *
 * - `happyhorse-1-1/text-to-video`: 22.5 credits (US$ 0.1125) per output second, times the value of `duration` where `resolution` is `720p`; 29 credits (US$ 0.145) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieHappyhorse11TextToVideo = {
    service: 'KIE';
    model: 'happyhorse-1-1/text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1' | '4:3' | '3:4' | '4:5' | '5:4' | '9:21' | '21:9';
        /**
         * The length in seconds.
         */
        duration?: number | string;
    };
};

/**
 * HappyHorse, image to video
 *
 * HappyHorse, image to video by Alibaba.
 *
 * - `happyhorse/image-to-video`: 28 credits (US$ 0.14) per output second, times the value of `duration` where `resolution` is `720p`; 48 credits (US$ 0.24) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieHappyhorseImageToVideo = {
    service: 'KIE';
    model: 'happyhorse/image-to-video';
    input: {
        /**
         * The pictures to start from.
         */
        image_urls: [
            FileInput
        ];
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * HappyHorse, reference to video
 *
 * HappyHorse, reference to video by Alibaba.
 *
 * - `happyhorse/reference-to-video`: 28 credits (US$ 0.14) per output second, times the value of `duration` where `resolution` is `720p`; 48 credits (US$ 0.24) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieHappyhorseReferenceToVideo = {
    service: 'KIE';
    model: 'happyhorse/reference-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image: Array<FileInput>;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1' | '4:3' | '3:4';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * HappyHorse, text to video
 *
 * HappyHorse, text to video by Alibaba.
 *
 * - `happyhorse/text-to-video`: 28 credits (US$ 0.14) per output second, times the value of `duration` where `resolution` is `720p`; 48 credits (US$ 0.24) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieHappyhorseTextToVideo = {
    service: 'KIE';
    model: 'happyhorse/text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1' | '4:3' | '3:4';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * HappyHorse, edit a film
 *
 * HappyHorse, edit a film by Alibaba.
 *
 * - `happyhorse/video-edit`: 28 credits (US$ 0.14) per second of input and output where `resolution` is `720p`; 48 credits (US$ 0.24) per second of input and output where `resolution` is `1080p`.
 */
export type KieHappyhorseVideoEdit = {
    service: 'KIE';
    model: 'happyhorse/video-edit';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        video_url: FileInput;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image?: Array<FileInput>;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * Leaves the sound to the model, or keeps that of the film.
         */
        audio_setting?: 'auto' | 'origin';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Seedance 1.5 Pro
 *
 * Seedance 1.5 Pro by ByteDance.
 *
 * - `bytedance/seedance-1.5-pro`: 1.75 credits (US$ 0.0088) per output second, times the value of `duration` where `resolution` is `480p` and `generate_audio` is `false`; 3.5 credits (US$ 0.0175) per output second, times the value of `duration` where `resolution` is `480p` and `generate_audio` is `true`; 3.5 credits (US$ 0.0175) per output second, times the value of `duration` where `resolution` is `720p` and `generate_audio` is `false`; 7 credits (US$ 0.035) per output second, times the value of `duration` where `resolution` is `720p` and `generate_audio` is `true`; 7.5 credits (US$ 0.0375) per output second, times the value of `duration` where `resolution` is `1080p` and `generate_audio` is `false`; 15 credits (US$ 0.075) per output second, times the value of `duration` where `resolution` is `1080p` and `generate_audio` is `true`.
 */
export type KieBytedanceSeedance15Pro = {
    service: 'KIE';
    model: 'bytedance/seedance-1.5-pro' | 'seedance-1-5-pro' | 'seedance-1.5-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9';
        /**
         * The length in seconds.
         */
        duration: number | string;
        /**
         * None: the film grows out of the text. One: its first frame. Two: its first and last frame.
         */
        input_urls?: Array<FileInput>;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
        /**
         * Keeps the camera still.
         */
        fixed_lens?: boolean | 'true' | 'false';
        /**
         * Makes sound, too; it may change the price.
         */
        generate_audio?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedance 2.0
 *
 * Seedance 2.0 by ByteDance.
 *
 * - `bytedance/seedance-2`: 11.5 credits (US$ 0.0575) per output second, times the value of `duration` where `resolution` is `480p` and `reference_video_urls` has 1 to any number of; 25 credits (US$ 0.125) per output second, times the value of `duration` where `resolution` is `720p` and `reference_video_urls` has 1 to any number of; 62 credits (US$ 0.31) per output second, times the value of `duration` where `resolution` is `1080p` and `reference_video_urls` has 1 to any number of; 128 credits (US$ 0.64) per output second, times the value of `duration` where `resolution` is `4k` and `reference_video_urls` has 1 to any number of; 19 credits (US$ 0.095) per output second, times the value of `duration` where `resolution` is `480p`; 41 credits (US$ 0.205) per output second, times the value of `duration` where `resolution` is `720p`; 102 credits (US$ 0.51) per output second, times the value of `duration` where `resolution` is `1080p`; 208 credits (US$ 1.04) per output second, times the value of `duration` where `resolution` is `4k`.
 * - reference_image_urls: cannot be given together with first_frame_url.
 * - reference_video_urls: cannot be given together with first_frame_url.
 * - reference_audio_urls: cannot be given together with first_frame_url.
 * - reference_image_urls: cannot be given together with last_frame_url.
 * - reference_video_urls: cannot be given together with last_frame_url.
 * - reference_audio_urls: cannot be given together with last_frame_url.
 */
export type KieBytedanceSeedance2 = {
    service: 'KIE';
    model: 'bytedance/seedance-2';
    input: unknown & unknown & unknown & unknown & unknown & unknown & ({
        prompt: unknown;
    } | {
        reference_image_urls: unknown;
    } | {
        reference_audio_urls: unknown;
    } | {
        first_frame_url: unknown;
    } | {
        last_frame_url: unknown;
    } | {
        reference_video_urls: unknown;
    }) & {
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p' | '4k';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Makes sound, too; it may change the price.
         */
        generate_audio?: boolean | 'true' | 'false';
        /**
         * Returns the last frame of the film as a picture, too.
         */
        return_last_frame?: boolean | 'true' | 'false';
        /**
         * Lets the model search the web.
         */
        web_search?: boolean | 'true' | 'false';
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9' | 'adaptive';
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls?: Array<FileInput | string>;
        /**
         * Sounds to follow.
         */
        reference_audio_urls?: Array<FileInput | string>;
        /**
         * The first frame of the film.
         */
        first_frame_url?: FileInput | string;
        /**
         * The last frame of the film.
         */
        last_frame_url?: FileInput | string;
        /**
         * Films to take motion or style from.
         */
        reference_video_urls?: Array<FileInput | string>;
    };
};

/**
 * Seedance 2.5
 *
 * Seedance 2.5 by ByteDance.
 *
 * - `bytedance/seedance-2-5`: 17 credits (US$ 0.085) per output second, times the value of `duration` where `resolution` is `480p` and `reference_video_urls` has 1 to any number of; 38 credits (US$ 0.19) per output second, times the value of `duration` where `resolution` is `720p` and `reference_video_urls` has 1 to any number of; 95 credits (US$ 0.475) per output second, times the value of `duration` where `resolution` is `1080p` and `reference_video_urls` has 1 to any number of; 28 credits (US$ 0.14) per output second, times the value of `duration` where `resolution` is `480p`; 63 credits (US$ 0.315) per output second, times the value of `duration` where `resolution` is `720p`; 158 credits (US$ 0.79) per output second, times the value of `duration` where `resolution` is `1080p`.
 * - reference_image_urls: cannot be given together with first_frame_url.
 * - reference_video_urls: cannot be given together with first_frame_url.
 * - reference_audio_urls: cannot be given together with first_frame_url.
 * - reference_image_urls: cannot be given together with last_frame_url.
 * - reference_video_urls: cannot be given together with last_frame_url.
 * - reference_audio_urls: cannot be given together with last_frame_url.
 * - first_frame_url: is required with last_frame_url.
 */
export type KieBytedanceSeedance25 = {
    service: 'KIE';
    model: 'bytedance/seedance-2-5';
    input: unknown & unknown & unknown & unknown & unknown & unknown & (unknown | {
        first_frame_url: unknown;
    }) & ({
        prompt: unknown;
    } | {
        first_frame_url: unknown;
    } | {
        last_frame_url: unknown;
    } | {
        reference_image_urls: unknown;
    } | {
        reference_video_urls: unknown;
    } | {
        reference_audio_urls: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The first frame of the film.
         */
        first_frame_url?: FileInput | string;
        /**
         * The last frame of the film.
         */
        last_frame_url?: FileInput | string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls?: Array<FileInput | string>;
        /**
         * Films to take motion or style from.
         */
        reference_video_urls?: Array<FileInput | string>;
        /**
         * Sounds to follow.
         */
        reference_audio_urls?: Array<FileInput | string>;
        /**
         * Returns the last frame of the film as a picture, too.
         */
        return_last_frame?: boolean | 'true' | 'false';
        /**
         * Makes sound, too; it may change the price.
         */
        generate_audio?: boolean | 'true' | 'false';
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9' | 'adaptive';
        /**
         * The length in seconds.
         */
        duration?: number | -1 | string;
        /**
         * The type of the file.
         */
        output_format?: 'mp4' | 'mov';
        /**
         * Lets the model search the web.
         */
        web_search?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedance 2.0 Fast
 *
 * Seedance 2.0 Fast by ByteDance.
 *
 * - `bytedance/seedance-2-fast`: 6.8 credits (US$ 0.034) per output second, times the value of `duration` where `resolution` is `480p` and `reference_video_urls` has 1 to any number of; 15 credits (US$ 0.075) per output second, times the value of `duration` where `resolution` is `720p` and `reference_video_urls` has 1 to any number of; 11.7 credits (US$ 0.0585) per output second, times the value of `duration` where `resolution` is `480p`; 24.8 credits (US$ 0.124) per output second, times the value of `duration` where `resolution` is `720p`; known until 2026-10-07.
 * - reference_image_urls: cannot be given together with first_frame_url.
 * - reference_video_urls: cannot be given together with first_frame_url.
 * - reference_audio_urls: cannot be given together with first_frame_url.
 * - reference_image_urls: cannot be given together with last_frame_url.
 * - reference_video_urls: cannot be given together with last_frame_url.
 * - reference_audio_urls: cannot be given together with last_frame_url.
 */
export type KieBytedanceSeedance2Fast = {
    service: 'KIE';
    model: 'bytedance/seedance-2-fast';
    input: unknown & unknown & unknown & unknown & unknown & unknown & ({
        prompt: unknown;
    } | {
        first_frame_url: unknown;
    } | {
        last_frame_url: unknown;
    } | {
        reference_image_urls: unknown;
    } | {
        reference_video_urls: unknown;
    } | {
        reference_audio_urls: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The first frame of the film.
         */
        first_frame_url?: FileInput | string;
        /**
         * The last frame of the film.
         */
        last_frame_url?: FileInput | string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls?: Array<FileInput | string>;
        /**
         * Films to take motion or style from.
         */
        reference_video_urls?: Array<FileInput | string>;
        /**
         * Sounds to follow.
         */
        reference_audio_urls?: Array<FileInput | string>;
        /**
         * Returns the last frame of the film as a picture, too.
         */
        return_last_frame?: boolean | 'true' | 'false';
        /**
         * Makes sound, too; it may change the price.
         */
        generate_audio?: boolean | 'true' | 'false';
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p';
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9' | 'adaptive';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Lets the model search the web.
         */
        web_search?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedance 2.0 Mini
 *
 * Seedance 2.0 Mini by ByteDance.
 *
 * - `bytedance/seedance-2-mini`: 2.4 credits (US$ 0.012) per output second, times the value of `duration` where `resolution` is `480p` and `reference_video_urls` has 1 to any number of; 5 credits (US$ 0.025) per output second, times the value of `duration` where `resolution` is `720p` and `reference_video_urls` has 1 to any number of; 3.8 credits (US$ 0.019) per output second, times the value of `duration` where `resolution` is `480p`; 8.2 credits (US$ 0.041) per output second, times the value of `duration` where `resolution` is `720p`; known until 2026-10-07.
 * - reference_image_urls: cannot be given together with first_frame_url.
 * - reference_video_urls: cannot be given together with first_frame_url.
 * - reference_audio_urls: cannot be given together with first_frame_url.
 * - reference_image_urls: cannot be given together with last_frame_url.
 * - reference_video_urls: cannot be given together with last_frame_url.
 * - reference_audio_urls: cannot be given together with last_frame_url.
 */
export type KieBytedanceSeedance2Mini = {
    service: 'KIE';
    model: 'bytedance/seedance-2-mini';
    input: unknown & unknown & unknown & unknown & unknown & unknown & ({
        prompt: unknown;
    } | {
        first_frame_url: unknown;
    } | {
        last_frame_url: unknown;
    } | {
        reference_image_urls: unknown;
    } | {
        reference_video_urls: unknown;
    } | {
        reference_audio_urls: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The first frame of the film.
         */
        first_frame_url?: FileInput | string;
        /**
         * The last frame of the film.
         */
        last_frame_url?: FileInput | string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls?: Array<FileInput | string>;
        /**
         * Films to take motion or style from.
         */
        reference_video_urls?: Array<FileInput | string>;
        /**
         * Sounds to follow.
         */
        reference_audio_urls?: Array<FileInput | string>;
        /**
         * Makes sound, too; it may change the price.
         */
        generate_audio?: boolean | 'true' | 'false';
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p';
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '4:3' | '3:4' | '16:9' | '9:16' | '21:9' | 'adaptive';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Lets the model search the web.
         */
        web_search?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedance 1.0 Lite, image to video
 *
 * Seedance 1.0 Lite, image to video by ByteDance.
 *
 * - `bytedance/v1-lite-image-to-video`: 2 credits (US$ 0.01) per output second, times the value of `duration` where `resolution` is `480p`; 4.5 credits (US$ 0.0225) per output second, times the value of `duration` where `resolution` is `720p`; 10 credits (US$ 0.05) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieBytedanceV1LiteImageToVideo = {
    service: 'KIE';
    model: 'bytedance/v1-lite-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * Keeps the camera still.
         */
        camera_fixed?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the vendor.
         */
        enable_safety_checker?: boolean | 'true' | 'false';
        end_image_url?: FileInput;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedance 1.0 Lite, text to video
 *
 * Seedance 1.0 Lite, text to video by ByteDance.
 *
 * - `bytedance/v1-lite-text-to-video`: 2 credits (US$ 0.01) per output second, times the value of `duration` where `resolution` is `480p`; 4.5 credits (US$ 0.0225) per output second, times the value of `duration` where `resolution` is `720p`; 10 credits (US$ 0.05) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieBytedanceV1LiteTextToVideo = {
    service: 'KIE';
    model: 'bytedance/v1-lite-text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '4:3' | '1:1' | '3:4' | '9:16' | '9:21';
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * Keeps the camera still.
         */
        camera_fixed?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the vendor.
         */
        enable_safety_checker?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedance 1.0 Pro Fast, image to video
 *
 * Seedance 1.0 Pro Fast, image to video by ByteDance.
 *
 * - `bytedance/v1-pro-fast-image-to-video`: 16 credits (US$ 0.08) per video where `resolution` is `720p` and `duration` is `5`; 36 credits (US$ 0.18) per video where `resolution` is `720p` and `duration` is `10`; 36 credits (US$ 0.18) per video where `resolution` is `1080p` and `duration` is `5`; 72 credits (US$ 0.36) per video where `resolution` is `1080p` and `duration` is `10`.
 */
export type KieBytedanceV1ProFastImageToVideo = {
    service: 'KIE';
    model: 'bytedance/v1-pro-fast-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedance 1.0 Pro, image to video
 *
 * Seedance 1.0 Pro, image to video by ByteDance.
 *
 * - `bytedance/v1-pro-image-to-video`: 2.8 credits (US$ 0.014) per output second, times the value of `duration` where `resolution` is `480p`; 6 credits (US$ 0.03) per output second, times the value of `duration` where `resolution` is `720p`; 14 credits (US$ 0.07) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieBytedanceV1ProImageToVideo = {
    service: 'KIE';
    model: 'bytedance/v1-pro-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * Keeps the camera still.
         */
        camera_fixed?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the vendor.
         */
        enable_safety_checker?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Seedance 1.0 Pro, text to video
 *
 * Seedance 1.0 Pro, text to video by ByteDance.
 *
 * - `bytedance/v1-pro-text-to-video`: 2.8 credits (US$ 0.014) per output second, times the value of `duration` where `resolution` is `480p`; 6 credits (US$ 0.03) per output second, times the value of `duration` where `resolution` is `720p`; 14 credits (US$ 0.07) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieBytedanceV1ProTextToVideo = {
    service: 'KIE';
    model: 'bytedance/v1-pro-text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * Keeps the camera still.
         */
        camera_fixed?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The filter of the vendor.
         */
        enable_safety_checker?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * OmniHuman 1.5
 *
 * OmniHuman 1.5 by ByteDance.
 *
 * - `omnihuman-1-5`: 27 credits (US$ 0.135) per output second.
 */
export type KieOmnihuman15 = {
    service: 'KIE';
    model: 'omnihuman-1-5';
    input: {
        image_url: FileInput;
        audio_url: FileInput;
        /**
         * A mask of what is to be changed.
         */
        mask_url?: Array<FileInput>;
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The height of the film.
         */
        output_resolution?: '720' | '1080' | 720 | 1080;
        /**
         * Faster and a little worse.
         */
        pe_fast_mode?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Volcengine, lip sync
 *
 * Volcengine, lip sync by ByteDance.
 *
 * - `volcengine/video-to-video-lip-sync`: 8 credits (US$ 0.04) per output second.
 */
export type KieVolcengineVideoToVideoLipSync = {
    service: 'KIE';
    model: 'volcengine/video-to-video-lip-sync';
    input: {
        /**
         * The way in which the model works.
         */
        mode: 'lite' | 'basic';
        video_url: FileInput;
        audio_url: FileInput;
        /**
         * Frees the voice of noise first.
         */
        separate_vocal?: boolean | 'true' | 'false';
        /**
         * Splits the film into scenes and finds who speaks (basic mode).
         */
        open_scenedet?: boolean | 'true' | 'false';
        /**
         * Repeats the film where the sound is longer (lite mode).
         */
        align_audio?: boolean | 'true' | 'false';
        /**
         * Repeats it backwards; goes with align_audio.
         */
        align_audio_reverse?: boolean | 'true' | 'false';
        /**
         * Where in the film it begins, in seconds (lite mode).
         */
        templ_start_seconds?: number | string;
    };
};

/**
 * Kling 2.6, image to video
 *
 * Kling 2.6, image to video by Kuaishou.
 *
 * - `kling-2.6/image-to-video`: 55 credits (US$ 0.275) per video where `duration` is `5` and `sound` is `false`; 110 credits (US$ 0.55) per video where `duration` is `10` and `sound` is `false`; 110 credits (US$ 0.55) per video where `duration` is `5` and `sound` is `true`; 220 credits (US$ 1.1) per video where `duration` is `10` and `sound` is `true`.
 */
export type KieKling26ImageToVideo = {
    service: 'KIE';
    model: 'kling-2.6/image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: [
            FileInput
        ];
        /**
         * Makes sound, too; it changes the price.
         */
        sound: boolean | 'true' | 'false';
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
    };
};

/**
 * Kling 2.6 motion control
 *
 * Kling 2.6 motion control by Kuaishou.
 *
 * - `kling-2.6/motion-control`: 11 credits (US$ 0.055) per output second where `mode` is `720p`; 18 credits (US$ 0.09) per output second where `mode` is `1080p`.
 */
export type KieKling26MotionControl = {
    service: 'KIE';
    model: 'kling-2.6/motion-control';
    input: {
        /**
         * The pictures to start from.
         */
        input_urls: [
            FileInput
        ];
        /**
         * The films to start from.
         */
        video_urls: [
            FileInput
        ];
        /**
         * Faces as in the picture or as in the film.
         */
        character_orientation?: 'image' | 'video';
        /**
         * The way in which the model works.
         */
        mode?: '720p' | '1080p';
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
    };
};

/**
 * Kling 2.6, text to video
 *
 * Kling 2.6, text to video by Kuaishou.
 *
 * - `kling-2.6/text-to-video`: 55 credits (US$ 0.275) per video where `duration` is `5` and `sound` is `false`; 110 credits (US$ 0.55) per video where `duration` is `10` and `sound` is `false`; 110 credits (US$ 0.55) per video where `duration` is `5` and `sound` is `true`; 220 credits (US$ 1.1) per video where `duration` is `10` and `sound` is `true`.
 */
export type KieKling26TextToVideo = {
    service: 'KIE';
    model: 'kling-2.6/text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Makes sound, too; it changes the price.
         */
        sound: boolean | 'true' | 'false';
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '9:16';
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
    };
};

/**
 * Kling AI Avatar Pro
 *
 * Kling AI Avatar Pro by Kuaishou.
 *
 * - `kling/ai-avatar-pro`: 16 credits (US$ 0.08) per output second.
 */
export type KieKlingAiAvatarPro = {
    service: 'KIE';
    model: 'kling/ai-avatar-pro';
    input: {
        image_url: FileInput;
        audio_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
    };
};

/**
 * Kling AI Avatar Standard
 *
 * Kling AI Avatar Standard by Kuaishou.
 *
 * - `kling/ai-avatar-standard`: 8 credits (US$ 0.04) per output second.
 */
export type KieKlingAiAvatarStandard = {
    service: 'KIE';
    model: 'kling/ai-avatar-standard';
    input: {
        image_url: FileInput;
        audio_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
    };
};

/**
 * Kling V2.1 Master, image to video
 *
 * Kling V2.1 Master, image to video by Kuaishou.
 *
 * - `kling/v2-1-master-image-to-video`: 160 credits (US$ 0.80) per video where `duration` is `5`; 320 credits (US$ 1.60) per video where `duration` is `10`.
 */
export type KieKlingV21MasterImageToVideo = {
    service: 'KIE';
    model: 'kling/v2-1-master-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * How strictly the prompt is followed.
         */
        cfg_scale?: number | string;
    };
};

/**
 * Kling V2.1 Master, text to video
 *
 * Kling V2.1 Master, text to video by Kuaishou.
 *
 * - `kling/v2-1-master-text-to-video`: 160 credits (US$ 0.80) per video where `duration` is `5`; 320 credits (US$ 1.60) per video where `duration` is `10`.
 */
export type KieKlingV21MasterTextToVideo = {
    service: 'KIE';
    model: 'kling/v2-1-master-text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * How strictly the prompt is followed.
         */
        cfg_scale?: number | string;
    };
};

/**
 * Kling V2.1 Pro
 *
 * Kling V2.1 Pro by Kuaishou.
 *
 * - `kling/v2-1-pro`: 50 credits (US$ 0.25) per video where `duration` is `5`; 100 credits (US$ 0.50) per video where `duration` is `10`.
 */
export type KieKlingV21Pro = {
    service: 'KIE';
    model: 'kling/v2-1-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * How strictly the prompt is followed.
         */
        cfg_scale?: number | string;
        tail_image_url?: FileInput;
    };
};

/**
 * Kling V2.1 Standard
 *
 * Kling V2.1 Standard by Kuaishou.
 *
 * - `kling/v2-1-standard`: 25 credits (US$ 0.125) per video where `duration` is `5`; 50 credits (US$ 0.25) per video where `duration` is `10`.
 */
export type KieKlingV21Standard = {
    service: 'KIE';
    model: 'kling/v2-1-standard';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * How strictly the prompt is followed.
         */
        cfg_scale?: number | string;
    };
};

/**
 * Kling, V2.5 Turbo, image to video Pro
 *
 * Kling, V2.5 Turbo, image to video Pro by Kuaishou.
 *
 * - `kling/v2-5-turbo-image-to-video-pro`: 42 credits (US$ 0.21) per video where `duration` is `5`; 84 credits (US$ 0.42) per video where `duration` is `10`.
 */
export type KieKlingV25TurboImageToVideoPro = {
    service: 'KIE';
    model: 'kling/v2-5-turbo-image-to-video-pro';
    input: {
        image_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * How strictly the prompt is followed.
         */
        cfg_scale?: number | string;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        tail_image_url?: FileInput;
    };
};

/**
 * Kling, V2.5 Turbo, text to video Pro
 *
 * Kling, V2.5 Turbo, text to video Pro by Kuaishou.
 *
 * - `kling/v2-5-turbo-text-to-video-pro`: 42 credits (US$ 0.21) per video where `duration` is `5`; 84 credits (US$ 0.42) per video where `duration` is `10`.
 */
export type KieKlingV25TurboTextToVideoPro = {
    service: 'KIE';
    model: 'kling/v2-5-turbo-text-to-video-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration?: '5' | '10' | 5 | 10;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1';
        /**
         * What the result should avoid.
         */
        negative_prompt?: string;
        /**
         * How strictly the prompt is followed.
         */
        cfg_scale?: number | string;
    };
};

/**
 * Kling 3 Turbo, image to video
 *
 * Kling 3 Turbo, image to video by Kuaishou.
 *
 * - `kling/v3-turbo-image-to-video`: 18 credits (US$ 0.09) per output second, times the value of `duration` where `resolution` is `720p`; 22.5 credits (US$ 0.1125) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieKlingV3TurboImageToVideo = {
    service: 'KIE';
    model: 'kling/v3-turbo-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * The length in seconds.
         */
        duration?: '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12' | '13' | '14' | '15' | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
    };
};

/**
 * Kling 3 Turbo, text to video
 *
 * Kling 3 Turbo, text to video by Kuaishou.
 *
 * - `kling/v3-turbo-text-to-video`: 18 credits (US$ 0.09) per output second, times the value of `duration` where `resolution` is `720p`; 22.5 credits (US$ 0.1125) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieKlingV3TurboTextToVideo = {
    service: 'KIE';
    model: 'kling/v3-turbo-text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration?: '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12' | '13' | '14' | '15' | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '9:16' | '16:9';
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
    };
};

/**
 * Kling AI Avatar v1 Standard (old id)
 *
 * Kling AI Avatar v1 Standard (old id) by Kuaishou.
 *
 * **Retired.** An earlier id, gone from the documentation since April 2026. Use kling/ai-avatar-standard instead.
 *
 * - `kling/v1-avatar-standard`: 8 credits (US$ 0.04) per output second.
 */
export type KieKlingV1AvatarStandard = {
    service: 'KIE';
    model: 'kling/v1-avatar-standard';
    input: {
        image_url: FileInput;
        audio_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
    };
};

/**
 * Kling AI Avatar v1 Pro (old id)
 *
 * Kling AI Avatar v1 Pro (old id) by Kuaishou.
 *
 * **Retired.** An earlier id, gone from the documentation since April 2026. Use kling/ai-avatar-pro instead.
 *
 * - `kling/ai-avatar-v1-pro`: 16 credits (US$ 0.08) per output second.
 */
export type KieKlingAiAvatarV1Pro = {
    service: 'KIE';
    model: 'kling/ai-avatar-v1-pro';
    input: {
        image_url: FileInput;
        audio_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
    };
};

/**
 * Kling 3.0 Omni, image to video
 *
 * Kling 3.0 Omni, image to video by Kuaishou.
 *
 * - `kling-3.0-omni/image-to-video`: 14 credits (US$ 0.07) per output second, times the value of `duration` where `resolution` is `720p` and `audio` is `false`; 18 credits (US$ 0.09) per output second, times the value of `duration` where `resolution` is `720p` and `audio` is `true`; 18 credits (US$ 0.09) per output second, times the value of `duration` where `resolution` is `1080p` and `audio` is `false`; 23 credits (US$ 0.115) per output second, times the value of `duration` where `resolution` is `1080p` and `audio` is `true`; 67 credits (US$ 0.335) per output second, times the value of `duration` where `resolution` is `4k` and `audio` is `false`; 67 credits (US$ 0.335) per output second, times the value of `duration` where `resolution` is `4k` and `audio` is `true`.
 * - prefer_multi_shots: cannot be asked for together with customize_multi_shots.
 */
export type KieKling30OmniImageToVideo = {
    service: 'KIE';
    model: 'kling-3.0-omni/image-to-video';
    input: (unknown | {
        prefer_multi_shots: false | 'false';
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p' | '4k';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1' | 'auto';
        /**
         * Makes sound, too; it may change the price.
         */
        audio?: boolean | 'true' | 'false';
        /**
         * Follows the shots of multi_prompt.
         */
        customize_multi_shots?: boolean | 'true' | 'false';
        /**
         * Lets the model plan the shots.
         */
        prefer_multi_shots?: boolean | 'true' | 'false';
        /**
         * The shots, one after the other.
         */
        multi_prompt?: Array<{
            /**
             * What is to be seen, heard or changed.
             */
            prompt: string;
            /**
             * The length in seconds.
             */
            duration: number | string;
        }>;
        /**
         * Subjects that the prompt can name as @name.
         */
        elements?: Array<{
            /**
             * The name after the @ in the prompt.
             */
            name: string;
            /**
             * What it is.
             */
            description: string;
            /**
             * Two to four pictures of it, or one film.
             */
            element_input_urls: Array<FileInput>;
            /**
             * How it sounds: 5 to 30 seconds.
             */
            element_input_audio_urls?: Array<FileInput>;
            /**
             * Where the part of the film begins, in milliseconds.
             */
            start_time?: number | string;
            /**
             * Where the part of the film ends, in milliseconds.
             */
            end_time?: number | string;
        }>;
    };
};

/**
 * Kling 3.0 Omni, reference to video
 *
 * Kling 3.0 Omni, reference to video by Kuaishou.
 *
 * - `kling-3.0-omni/reference-to-video`: 20 credits (US$ 0.10) per output second, times the value of `duration` where `resolution` is `720p` and `video_urls` has 1 to any number of; 27 credits (US$ 0.135) per output second, times the value of `duration` where `resolution` is `1080p` and `video_urls` has 1 to any number of; 67 credits (US$ 0.335) per output second, times the value of `duration` where `resolution` is `4k` and `video_urls` has 1 to any number of; 14 credits (US$ 0.07) per output second, times the value of `duration` where `resolution` is `720p` and `audio` is `false`; 18 credits (US$ 0.09) per output second, times the value of `duration` where `resolution` is `720p` and `audio` is `true`; 18 credits (US$ 0.09) per output second, times the value of `duration` where `resolution` is `1080p` and `audio` is `false`; 23 credits (US$ 0.115) per output second, times the value of `duration` where `resolution` is `1080p` and `audio` is `true`; 67 credits (US$ 0.335) per output second, times the value of `duration` where `resolution` is `4k` and `audio` is `false`; 67 credits (US$ 0.335) per output second, times the value of `duration` where `resolution` is `4k` and `audio` is `true`.
 * - prefer_multi_shots: cannot be asked for together with customize_multi_shots.
 * - image_urls: at least one of image_urls, video_urls is required.
 * - customize_multi_shots: cannot be given together with video_urls.
 * - prefer_multi_shots: cannot be given together with video_urls.
 * - multi_prompt: cannot be given together with video_urls.
 * - duration: follows the film where no pictures are given.
 */
export type KieKling30OmniReferenceToVideo = {
    service: 'KIE';
    model: 'kling-3.0-omni/reference-to-video';
    input: (unknown | {
        prefer_multi_shots: false | 'false';
    }) & (unknown | {
        image_urls: unknown;
    }) & unknown & unknown & unknown & (unknown | {
        image_urls: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p' | '4k';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1' | 'auto';
        /**
         * Makes sound, too; it may change the price.
         */
        audio?: boolean | 'true' | 'false';
        /**
         * Follows the shots of multi_prompt.
         */
        customize_multi_shots?: boolean | 'true' | 'false';
        /**
         * Lets the model plan the shots.
         */
        prefer_multi_shots?: boolean | 'true' | 'false';
        /**
         * The shots, one after the other.
         */
        multi_prompt?: Array<{
            /**
             * What is to be seen, heard or changed.
             */
            prompt: string;
            /**
             * The length in seconds.
             */
            duration: number | string;
        }>;
        /**
         * Subjects that the prompt can name as @name.
         */
        elements?: Array<{
            /**
             * The name after the @ in the prompt.
             */
            name: string;
            /**
             * What it is.
             */
            description: string;
            /**
             * Two to four pictures of it, or one film.
             */
            element_input_urls: Array<FileInput>;
            /**
             * How it sounds: 5 to 30 seconds.
             */
            element_input_audio_urls?: Array<FileInput>;
            /**
             * Where the part of the film begins, in milliseconds.
             */
            start_time?: number | string;
            /**
             * Where the part of the film ends, in milliseconds.
             */
            end_time?: number | string;
        }>;
        /**
         * The films to start from.
         */
        video_urls?: [
            FileInput
        ];
    };
};

/**
 * Kling 3.0 Omni, text to video
 *
 * Kling 3.0 Omni, text to video by Kuaishou.
 *
 * - `kling-3.0-omni/text-to-video`: 14 credits (US$ 0.07) per output second, times the value of `duration` where `resolution` is `720p` and `audio` is `false`; 18 credits (US$ 0.09) per output second, times the value of `duration` where `resolution` is `720p` and `audio` is `true`; 18 credits (US$ 0.09) per output second, times the value of `duration` where `resolution` is `1080p` and `audio` is `false`; 23 credits (US$ 0.115) per output second, times the value of `duration` where `resolution` is `1080p` and `audio` is `true`; 67 credits (US$ 0.335) per output second, times the value of `duration` where `resolution` is `4k` and `audio` is `false`; 67 credits (US$ 0.335) per output second, times the value of `duration` where `resolution` is `4k` and `audio` is `true`.
 * - prefer_multi_shots: cannot be asked for together with customize_multi_shots.
 */
export type KieKling30OmniTextToVideo = {
    service: 'KIE';
    model: 'kling-3.0-omni/text-to-video';
    input: (unknown | {
        prefer_multi_shots: false | 'false';
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Follows the shots of multi_prompt.
         */
        customize_multi_shots?: boolean | 'true' | 'false';
        /**
         * Lets the model plan the shots.
         */
        prefer_multi_shots?: boolean | 'true' | 'false';
        /**
         * The shots, one after the other.
         */
        multi_prompt?: Array<{
            /**
             * What is to be seen, heard or changed.
             */
            prompt: string;
            /**
             * The length in seconds.
             */
            duration: number | string;
        }>;
        /**
         * Subjects that the prompt can name as @name.
         */
        elements?: Array<{
            /**
             * The name after the @ in the prompt.
             */
            name: string;
            /**
             * What it is.
             */
            description: string;
            /**
             * Two to four pictures of it, or one film.
             */
            element_input_urls: Array<FileInput>;
            /**
             * How it sounds: 5 to 30 seconds.
             */
            element_input_audio_urls?: Array<FileInput>;
        }>;
        /**
         * Makes sound, too; it may change the price.
         */
        audio?: boolean | 'true' | 'false';
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p' | '4k';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1';
        /**
         * The length in seconds.
         */
        duration?: number | string;
    };
};

/**
 * Kling 3.0 Omni Transformation
 *
 * Kling 3.0 Omni Transformation by Kuaishou.
 *
 * - `kling-3.0-omni/transformation`: 20 credits (US$ 0.10) per output second where `resolution` is `720p`; 27 credits (US$ 0.135) per output second where `resolution` is `1080p`; 67 credits (US$ 0.335) per output second where `resolution` is `4k`.
 */
export type KieKling30OmniTransformation = {
    service: 'KIE';
    model: 'kling-3.0-omni/transformation';
    input: ({
        prompt: unknown;
    } | {
        video_urls: unknown;
    } | {
        image_urls: unknown;
    } | {
        duration: unknown;
    } | {
        elements: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The films to start from.
         */
        video_urls?: [
            FileInput
        ];
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        /**
         * The length in seconds.
         */
        duration?: string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p' | '4k';
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1' | 'auto';
        /**
         * Makes sound, too; it may change the price.
         */
        audio?: boolean | 'true' | 'false';
        /**
         * Subjects that the prompt can name as @name.
         */
        elements?: Array<{
            /**
             * The name after the @ in the prompt.
             */
            name: string;
            /**
             * What it is.
             */
            description: string;
            /**
             * Two to four pictures of it, or one film.
             */
            element_input_urls: Array<FileInput>;
            /**
             * How it sounds: 5 to 30 seconds.
             */
            element_input_audio_urls?: Array<FileInput>;
        }>;
    };
};

/**
 * Kling 3.0 motion control
 *
 * Kling 3.0 motion control by Kuaishou.
 *
 * - `kling-3.0/motion-control`: 20 credits (US$ 0.10) per output second where `mode` is one of `720p`, `std`; 27 credits (US$ 0.135) per output second where `mode` is one of `1080p`, `pro`.
 */
export type KieKling30MotionControl = {
    service: 'KIE';
    model: 'kling-3.0/motion-control';
    input: {
        /**
         * The pictures to start from.
         */
        input_urls: Array<FileInput>;
        /**
         * The films to start from.
         */
        video_urls: Array<FileInput>;
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The way in which the model works.
         */
        mode?: 'std' | 'pro' | '720p' | '1080p';
        /**
         * Faces as in the picture or as in the film.
         */
        character_orientation?: 'video' | 'image';
        /**
         * Takes the background from the picture or from the film.
         */
        background_source?: 'input_video' | 'input_image';
    };
};

/**
 * Kling 3.0
 *
 * Kling 3.0 by Kuaishou.
 *
 * - `kling-3.0/video`: 14 credits (US$ 0.07) per output second, times the value of `duration` where `mode` is `std` and `sound` is `false`; 20 credits (US$ 0.10) per output second, times the value of `duration` where `mode` is `std` and `sound` is `true`; 18 credits (US$ 0.09) per output second, times the value of `duration` where `mode` is `pro` and `sound` is `false`; 27 credits (US$ 0.135) per output second, times the value of `duration` where `mode` is `pro` and `sound` is `true`; 67 credits (US$ 0.335) per output second, times the value of `duration` where `mode` is `4K`.
 */
export type KieKling30Video = {
    service: 'KIE';
    model: 'kling-3.0/video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Makes sound, too; it changes the price.
         */
        sound?: boolean | 'true' | 'false';
        /**
         * The length in seconds.
         */
        duration?: '3' | '4' | '5' | '6' | '7' | '8' | '9' | '10' | '11' | '12' | '13' | '14' | '15' | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16' | '1:1';
        /**
         * The way in which the model works.
         */
        mode?: 'std' | 'pro' | '4K';
        /**
         * Allows several shots.
         */
        multi_shots?: boolean | 'true' | 'false';
        /**
         * The shots, one after the other.
         */
        multi_prompt?: Array<{
            /**
             * What is to be seen, heard or changed.
             */
            prompt: string;
            /**
             * The length in seconds.
             */
            duration: number | string;
        }>;
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        /**
         * Subjects that the prompt can name as @name.
         */
        kling_elements?: Array<{
            /**
             * The name after the @ in the prompt.
             */
            name: string;
            /**
             * What it is.
             */
            description: string;
            /**
             * Two to four pictures of it, or one film.
             */
            element_input_urls: Array<FileInput>;
            /**
             * How it sounds: 5 to 30 seconds.
             */
            element_input_audio_urls?: Array<FileInput>;
            /**
             * Where the part of the film begins, in milliseconds.
             */
            start_time?: number | string;
            /**
             * Where the part of the film ends, in milliseconds.
             */
            end_time?: number | string;
        }>;
    };
};

/**
 * Hailuo 02 Pro, image to video
 *
 * Hailuo 02 Pro, image to video by MiniMax.
 *
 * - `hailuo/02-image-to-video-pro`: 9.5 credits (US$ 0.0475) per output second.
 */
export type KieHailuo02ImageToVideoPro = {
    service: 'KIE';
    model: 'hailuo/02-image-to-video-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        end_image_url?: FileInput;
        /**
         * Lets the service enrich the prompt.
         */
        prompt_optimizer?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Hailuo 02 Standard, image to video
 *
 * Hailuo 02 Standard, image to video by MiniMax.
 *
 * - `hailuo/02-image-to-video-standard`: 2 credits (US$ 0.01) per output second, times the value of `duration` where `resolution` is `512P`; 5 credits (US$ 0.025) per output second, times the value of `duration` where `resolution` is `768P`.
 */
export type KieHailuo02ImageToVideoStandard = {
    service: 'KIE';
    model: 'hailuo/02-image-to-video-standard';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        end_image_url?: FileInput;
        /**
         * The length in seconds.
         */
        duration?: '6' | '10' | 6 | 10;
        /**
         * The size of the result.
         */
        resolution?: '512P' | '768P';
        /**
         * Lets the service enrich the prompt.
         */
        prompt_optimizer?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Hailuo 02 Pro, text to video
 *
 * Hailuo 02 Pro, text to video by MiniMax.
 *
 * - `hailuo/02-text-to-video-pro`: 9.5 credits (US$ 0.0475) per output second.
 */
export type KieHailuo02TextToVideoPro = {
    service: 'KIE';
    model: 'hailuo/02-text-to-video-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Lets the service enrich the prompt.
         */
        prompt_optimizer?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Hailuo 02 Standard, text to video
 *
 * Hailuo 02 Standard, text to video by MiniMax.
 *
 * - `hailuo/02-text-to-video-standard`: 5 credits (US$ 0.025) per output second, times the value of `duration`.
 */
export type KieHailuo02TextToVideoStandard = {
    service: 'KIE';
    model: 'hailuo/02-text-to-video-standard';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration?: '6' | '10' | 6 | 10;
        /**
         * Lets the service enrich the prompt.
         */
        prompt_optimizer?: boolean | 'true' | 'false';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Hailuo 2.3 Pro, image to video
 *
 * Hailuo 2.3 Pro, image to video by MiniMax.
 *
 * - `hailuo/2-3-image-to-video-pro`: 45 credits (US$ 0.225) per video where `duration` is `6` and `resolution` is `768P`; 90 credits (US$ 0.45) per video where `duration` is `10` and `resolution` is `768P`; 80 credits (US$ 0.40) per video where `duration` is `6` and `resolution` is `1080P`.
 */
export type KieHailuo23ImageToVideoPro = {
    service: 'KIE';
    model: 'hailuo/2-3-image-to-video-pro';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The length in seconds.
         */
        duration?: '6' | '10' | 6 | 10;
        /**
         * The size of the result.
         */
        resolution?: '768P' | '1080P';
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Hailuo 2.3 Standard, image to video
 *
 * Hailuo 2.3 Standard, image to video by MiniMax.
 *
 * - `hailuo/2-3-image-to-video-standard`: 30 credits (US$ 0.15) per video where `duration` is `6` and `resolution` is `768P`; 50 credits (US$ 0.25) per video where `duration` is `10` and `resolution` is `768P`; 50 credits (US$ 0.25) per video where `duration` is `6` and `resolution` is `1080P`.
 */
export type KieHailuo23ImageToVideoStandard = {
    service: 'KIE';
    model: 'hailuo/2-3-image-to-video-standard';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        image_url: FileInput;
        /**
         * The length in seconds.
         */
        duration?: '6' | '10' | 6 | 10;
        /**
         * The size of the result.
         */
        resolution?: '768P' | '1080P';
    };
};

/**
 * MiniMax H3, image to video
 *
 * MiniMax H3, image to video by MiniMax.
 *
 * - `minimax-h3/image-to-video`: 8 credits (US$ 0.04) per output second, times the value of `duration` where `resolution` is `768P`; 13 credits (US$ 0.065) per output second, times the value of `duration` where `resolution` is `2K`.
 * - first_frame_url: at least one of first_frame_url, last_frame_url is required.
 */
export type KieMinimaxH3ImageToVideo = {
    service: 'KIE';
    model: 'minimax-h3/image-to-video';
    input: (unknown | {
        first_frame_url: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * The first frame of the film.
         */
        first_frame_url?: FileInput | string;
        /**
         * The last frame of the film.
         */
        last_frame_url?: FileInput | string;
        /**
         * The size of the result.
         */
        resolution?: '768P' | '2K';
    };
};

/**
 * MiniMax H3, reference to video
 *
 * MiniMax H3, reference to video by MiniMax.
 *
 * - `minimax-h3/reference-to-video`: 8 credits (US$ 0.04) per output second, times the value of `duration` where `resolution` is `768P` and `reference_video_urls` has 1 to any number of; 13 credits (US$ 0.065) per output second, times the value of `duration` where `resolution` is `2K` and `reference_video_urls` has 1 to any number of; 8 credits (US$ 0.04) per output second, times the value of `duration` where `resolution` is `768P`; 13 credits (US$ 0.065) per output second, times the value of `duration` where `resolution` is `2K`; 4 credits per input image besides, times the number of items of `reference_image_urls` beyond 5.
 */
export type KieMinimaxH3ReferenceToVideo = {
    service: 'KIE';
    model: 'minimax-h3/reference-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Pictures of what should appear or how it should look.
         */
        reference_image_urls?: Array<FileInput>;
        /**
         * Films to take motion or style from.
         */
        reference_video_urls?: Array<FileInput>;
        /**
         * Sounds to follow.
         */
        reference_audio_urls?: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: 'adaptive' | '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The size of the result.
         */
        resolution?: '768P' | '2K';
    };
};

/**
 * MiniMax H3, text to video
 *
 * MiniMax H3, text to video by MiniMax.
 *
 * - `minimax-h3/text-to-video`: 8 credits (US$ 0.04) per output second, times the value of `duration` where `resolution` is `768P`; 13 credits (US$ 0.065) per output second, times the value of `duration` where `resolution` is `2K`.
 */
export type KieMinimaxH3TextToVideo = {
    service: 'KIE';
    model: 'minimax-h3/text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio: '21:9' | '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '768P' | '2K';
    };
};

/**
 * PixVerse V6 Video Extension
 *
 * PixVerse V6 Video Extension by PixVerse.
 *
 * - `pixverse-v6/extend`: 4 credits (US$ 0.02) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `false`; 5.6 credits (US$ 0.028) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `true`; 5.6 credits (US$ 0.028) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `false`; 7.2 credits (US$ 0.036) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `true`; 7.2 credits (US$ 0.036) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `false`; 9.6 credits (US$ 0.048) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `true`; 14.4 credits (US$ 0.072) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `false`; 18.4 credits (US$ 0.092) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `true`.
 * - taskId: taskId or video_url is required.
 * - video_url: cannot be given together with taskId.
 */
export type KiePixverseV6Extend = {
    service: 'KIE';
    model: 'pixverse-v6/extend';
    input: (unknown | {
        video_url: unknown;
    }) & unknown & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration: number | string;
        /**
         * The quality or size of the result.
         */
        quality: '360p' | '540p' | '720p' | '1080p';
        /**
         * Makes sound, too; it changes the price.
         */
        generate_audio_switch?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The finished task to go on from: its id here.
         */
        taskId?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        task_id?: string;
        /**
         * Another spelling of taskId.
         *
         * @deprecated
         */
        parentTaskId?: string;
        video_url?: FileInput;
    };
};

/**
 * PixVerse V6 image to video
 *
 * PixVerse V6 image to video by PixVerse.
 *
 * - `pixverse-v6/image-to-video`: 4 credits (US$ 0.02) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `false`; 5.6 credits (US$ 0.028) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `true`; 5.6 credits (US$ 0.028) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `false`; 7.2 credits (US$ 0.036) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `true`; 7.2 credits (US$ 0.036) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `false`; 9.6 credits (US$ 0.048) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `true`; 14.4 credits (US$ 0.072) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `false`; 18.4 credits (US$ 0.092) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `true`.
 */
export type KiePixverseV6ImageToVideo = {
    service: 'KIE';
    model: 'pixverse-v6/image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The pictures to start from.
         */
        image_urls: Array<FileInput>;
        /**
         * The quality or size of the result.
         */
        quality?: '360p' | '540p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Makes sound, too; it changes the price.
         */
        generate_audio_switch?: boolean | 'true' | 'false';
        /**
         * Makes a film of several cuts.
         */
        generate_multi_clip_switch?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * An effect; it fixes the length.
         */
        template_id?: '412736208886848' | '411563216524736' | '411316927927040' | '411174903569216' | '410999246341952' | '408891141511104' | '410317363057408' | '410285445698304' | '410133101388544' | '409899296377728' | '408897485909952' | '408869061406656' | '408661207662528' | '409767750265728' | '409766559675264' | '409589071559552' | '407804339389760' | '407658863287616' | '407474361215744' | '407473438360320' | '407467702283008' | '385844572217469' | '406428904874432' | '406423682060736' | '406411724685760' | '406372274350528' | '406218913317312' | '406218479198656' | '406064763308480' | '406413607395776' | '405662117814720' | '406014934000064' | '405658369331648' | '405321470423488' | '405175211454656' | '404955806201792' | '404820147974080' | '398980393937856' | '403916646846400' | '403739217192896' | '403560060358144' | '403556618212098' | '398965022284579' | '402201060373270' | '403085292466285' | '402061828030966' | '402888569901524' | '402155676592228' | '402047865383360' | '402046136040202' | 412736208886848 | 411563216524736 | 411316927927040 | 411174903569216 | 410999246341952 | 408891141511104 | 410317363057408 | 410285445698304 | 410133101388544 | 409899296377728 | 408897485909952 | 408869061406656 | 408661207662528 | 409767750265728 | 409766559675264 | 409589071559552 | 407804339389760 | 407658863287616 | 407474361215744 | 407473438360320 | 407467702283008 | 385844572217469 | 406428904874432 | 406423682060736 | 406411724685760 | 406372274350528 | 406218913317312 | 406218479198656 | 406064763308480 | 406413607395776 | 405662117814720 | 406014934000064 | 405658369331648 | 405321470423488 | 405175211454656 | 404955806201792 | 404820147974080 | 398980393937856 | 403916646846400 | 403739217192896 | 403560060358144 | 403556618212098 | 398965022284579 | 402201060373270 | 403085292466285 | 402061828030966 | 402888569901524 | 402155676592228 | 402047865383360 | 402046136040202;
    };
};

/**
 * PixVerse V6 Fusion / reference to video
 *
 * PixVerse V6 Fusion / reference to video by PixVerse.
 *
 * - `pixverse-v6/reference-to-video`: 4.5 credits (US$ 0.0225) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `false`; 6.3 credits (US$ 0.0315) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `true`; 6.3 credits (US$ 0.0315) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `false`; 8.1 credits (US$ 0.0405) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `true`; 8.1 credits (US$ 0.0405) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `false`; 10.8 credits (US$ 0.054) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `true`; 16.2 credits (US$ 0.081) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `false`; 20.7 credits (US$ 0.1035) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `true`.
 */
export type KiePixverseV6ReferenceToVideo = {
    service: 'KIE';
    model: 'pixverse-v6/reference-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Pictures that the prompt can name as @ref_name.
         */
        image_references: Array<{
            image_url: FileInput;
            /**
             * The part that the picture plays.
             */
            type?: 'subject' | 'background';
            /**
             * The name after the @ in the prompt.
             */
            ref_name?: string;
        }>;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '4:3' | '1:1' | '3:4' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: '360p' | '540p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Makes sound, too; it changes the price.
         */
        generate_audio_switch?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * PixVerse V6 text to video
 *
 * PixVerse V6 text to video by PixVerse.
 *
 * - `pixverse-v6/text-to-video`: 4 credits (US$ 0.02) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `false`; 5.6 credits (US$ 0.028) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `true`; 5.6 credits (US$ 0.028) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `false`; 7.2 credits (US$ 0.036) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `true`; 7.2 credits (US$ 0.036) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `false`; 9.6 credits (US$ 0.048) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `true`; 14.4 credits (US$ 0.072) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `false`; 18.4 credits (US$ 0.092) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `true`.
 */
export type KiePixverseV6TextToVideo = {
    service: 'KIE';
    model: 'pixverse-v6/text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '4:3' | '1:1' | '3:4' | '9:16' | '2:3' | '3:2' | '21:9';
        /**
         * The quality or size of the result.
         */
        quality?: '360p' | '540p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Makes sound, too; it changes the price.
         */
        generate_audio_switch?: boolean | 'true' | 'false';
        /**
         * Makes a film of several cuts.
         */
        generate_multi_clip_switch?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * PixVerse V6 First & Last Frame Transition
 *
 * PixVerse V6 First & Last Frame Transition by PixVerse.
 *
 * - `pixverse-v6/transition`: 4 credits (US$ 0.02) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `false`; 5.6 credits (US$ 0.028) per output second, times the value of `duration` where `quality` is `360p` and `generate_audio_switch` is `true`; 5.6 credits (US$ 0.028) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `false`; 7.2 credits (US$ 0.036) per output second, times the value of `duration` where `quality` is `540p` and `generate_audio_switch` is `true`; 7.2 credits (US$ 0.036) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `false`; 9.6 credits (US$ 0.048) per output second, times the value of `duration` where `quality` is `720p` and `generate_audio_switch` is `true`; 14.4 credits (US$ 0.072) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `false`; 18.4 credits (US$ 0.092) per output second, times the value of `duration` where `quality` is `1080p` and `generate_audio_switch` is `true`.
 */
export type KiePixverseV6Transition = {
    service: 'KIE';
    model: 'pixverse-v6/transition';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        first_frame_image_url: FileInput;
        last_frame_image_url: FileInput;
        /**
         * The quality or size of the result.
         */
        quality?: '360p' | '540p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * Makes sound, too; it changes the price.
         */
        generate_audio_switch?: boolean | 'true' | 'false';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Gemini Omni Video
 *
 * Gemini Omni Video by Google.
 *
 * - `gemini-omni-video`: 168 credits (US$ 0.84) per video where `resolution` is one of `720p`, `1080p` and `video_list` has 1 to any number of; 252 credits (US$ 1.26) per video where `resolution` is `4k` and `video_list` has 1 to any number of; 63 credits (US$ 0.315) per video where `resolution` is one of `720p`, `1080p` and `duration` is `4`; 84 credits (US$ 0.42) per video where `resolution` is one of `720p`, `1080p` and `duration` is `6`; 105 credits (US$ 0.525) per video where `resolution` is one of `720p`, `1080p` and `duration` is `8`; 126 credits (US$ 0.63) per video where `resolution` is one of `720p`, `1080p` and `duration` is `10`; 147 credits (US$ 0.735) per video where `resolution` is `4k` and `duration` is `4`; 168 credits (US$ 0.84) per video where `resolution` is `4k` and `duration` is `6`; 189 credits (US$ 0.945) per video where `resolution` is `4k` and `duration` is `8`; 210 credits (US$ 1.05) per video where `resolution` is `4k` and `duration` is `10`.
 * - video_list, ends: has to be at most 10 seconds after start, and not before it.
 */
export type KieGeminiOmniVideo = {
    service: 'KIE';
    model: 'gemini-omni-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration: '4' | '6' | '8' | '10' | 4 | 6 | 8 | 10;
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        /**
         * Voices made before.
         */
        audio_ids?: Array<string>;
        /**
         * Films to start from, each cut to a part.
         */
        video_list?: Array<{
            url: FileInput;
            /**
             * Where the part begins, in seconds.
             */
            start: number | string;
            /**
             * Where the part ends, in seconds; at most 10 after its beginning.
             */
            ends: number | string;
        }>;
        /**
         * Characters made before.
         */
        character_ids?: Array<string>;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p' | '4k';
    };
};

/**
 * Gemini Omni Flash 1.1
 *
 * Gemini Omni Flash 1.1 by Google.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `google/gemini-omni-flash-1-1`: 168 credits (US$ 0.84) per video where `resolution` is one of `360p`, `720p`, `1080p` and `video_list` has 1 to any number of; 252 credits (US$ 1.26) per video where `resolution` is `4k` and `video_list` has 1 to any number of; 63 credits (US$ 0.315) per video where `resolution` is one of `360p`, `720p`, `1080p` and `duration` is `4`; 84 credits (US$ 0.42) per video where `resolution` is one of `360p`, `720p`, `1080p` and `duration` is `6`; 105 credits (US$ 0.525) per video where `resolution` is one of `360p`, `720p`, `1080p` and `duration` is `8`; 126 credits (US$ 0.63) per video where `resolution` is one of `360p`, `720p`, `1080p` and `duration` is `10`; 147 credits (US$ 0.735) per video where `resolution` is `4k` and `duration` is `4`; 168 credits (US$ 0.84) per video where `resolution` is `4k` and `duration` is `6`; 189 credits (US$ 0.945) per video where `resolution` is `4k` and `duration` is `8`; 210 credits (US$ 1.05) per video where `resolution` is `4k` and `duration` is `10`.
 * - video_list, ends: has to be at most 10 seconds after start, and not before it.
 */
export type KieGoogleGeminiOmniFlash11 = {
    service: 'KIE';
    model: 'google/gemini-omni-flash-1-1';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration: '4' | '6' | '8' | '10' | 4 | 6 | 8 | 10;
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        /**
         * Voices made before.
         */
        audio_ids?: Array<string>;
        /**
         * Films to start from, each cut to a part.
         */
        video_list?: Array<{
            url: FileInput;
            /**
             * Where the part begins, in seconds.
             */
            start: number | string;
            /**
             * Where the part ends, in seconds; at most 10 after its beginning.
             */
            ends: number | string;
        }>;
        /**
         * Characters made before.
         */
        character_ids?: Array<string>;
        /**
         * Width to height.
         */
        aspect_ratio?: '16:9' | '9:16';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '360p' | '720p' | '1080p' | '4k';
        first_frame_url?: FileInput;
        last_frame_url?: FileInput;
    };
};

/**
 * Grok Imagine Video 1.5 Preview
 *
 * Grok Imagine Video 1.5 Preview by xAI.
 *
 * - `grok-imagine-video-1-5-preview`: 2.4 credits (US$ 0.012) per output second, times the value of `duration` where `resolution` is `480p`; 4.5 credits (US$ 0.0225) per output second, times the value of `duration` where `resolution` is `720p`.
 */
export type KieGrokImagineVideo15Preview = {
    service: 'KIE';
    model: 'grok-imagine-video-1-5-preview';
    input: ({
        prompt: unknown;
    } | {
        image_urls: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        /**
         * Width to height.
         */
        aspect_ratio?: '1:1' | '16:9' | '9:16' | '3:2' | '2:3' | 'auto';
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * The filter of the platform; off where it is left out.
         */
        nsfw_checker?: boolean | 'true' | 'false';
    };
};

/**
 * Grok Imagine, extend a film
 *
 * Grok Imagine, extend a film by xAI.
 *
 * - `grok-imagine/extend`: 14.4 credits (US$ 0.072) per video where `extend_times` is `6` and `parent.resolution` is `480p`; 27 credits (US$ 0.135) per video where `extend_times` is `6` and `parent.resolution` is `720p`; 24 credits (US$ 0.12) per video where `extend_times` is `10` and `parent.resolution` is `480p`; 45 credits (US$ 0.225) per video where `extend_times` is `10` and `parent.resolution` is `720p`.
 */
export type KieGrokImagineExtend = {
    service: 'KIE';
    model: 'grok-imagine/extend';
    input: ({
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        task_id?: string;
        /**
         * Another spelling of task_id.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The second from which the film is extended.
         */
        extend_at?: number | string;
        /**
         * How many seconds are added.
         */
        extend_times: 6 | 10 | '6' | '10';
    };
};

/**
 * Grok Imagine, image to video
 *
 * Grok Imagine, image to video by xAI.
 *
 * - `grok-imagine/image-to-video`: 2.4 credits (US$ 0.012) per output second, times the value of `duration` where `resolution` is `480p`; 4.5 credits (US$ 0.0225) per output second, times the value of `duration` where `resolution` is `720p`; 8 credits (US$ 0.04) per output second, times the value of `duration` where `resolution` is `1080p`.
 * - image_urls: image_urls or task_id is required.
 * - task_id: cannot be given together with image_urls.
 * - task_id: is required with index.
 */
export type KieGrokImagineImageToVideo = {
    service: 'KIE';
    model: 'grok-imagine/image-to-video';
    input: (unknown | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & unknown & (unknown | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & ({
        image_urls: unknown;
    } | {
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    } | {
        prompt: unknown;
    }) & {
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        /**
         * The finished task to go on from: its id here.
         */
        task_id?: string;
        /**
         * Another spelling of task_id.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * Which picture of the earlier task; the first is 0.
         */
        index?: number | string;
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The way in which the model works.
         */
        mode?: 'fun' | 'normal' | 'spicy';
        /**
         * The length in seconds.
         */
        duration?: '6' | '7' | '8' | '9' | '10' | '11' | '12' | '13' | '14' | '15' | '16' | '17' | '18' | '19' | '20' | '21' | '22' | '23' | '24' | '25' | '26' | '27' | '28' | '29' | '30' | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20 | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
        /**
         * Width to height.
         */
        aspect_ratio?: '2:3' | '3:2' | '1:1' | '16:9' | '9:16';
    };
};

/**
 * Grok Imagine, text to video
 *
 * Grok Imagine, text to video by xAI.
 *
 * - `grok-imagine/text-to-video`: 2.4 credits (US$ 0.012) per output second, times the value of `duration` where `resolution` is `480p`; 4.5 credits (US$ 0.0225) per output second, times the value of `duration` where `resolution` is `720p`; 8 credits (US$ 0.04) per output second, times the value of `duration` where `resolution` is `1080p`.
 */
export type KieGrokImagineTextToVideo = {
    service: 'KIE';
    model: 'grok-imagine/text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Width to height.
         */
        aspect_ratio?: '2:3' | '3:2' | '1:1' | '16:9' | '9:16';
        /**
         * The way in which the model works.
         */
        mode?: 'fun' | 'normal' | 'spicy';
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p' | '1080p';
    };
};

/**
 * Grok Imagine, enlarge a film
 *
 * Grok Imagine, enlarge a film by xAI.
 *
 * - `grok-imagine/upscale`: 10 credits (US$ 0.05) per video where `resolution` is `720p` and `parent.resolution` is `480p`; 30 credits (US$ 0.15) per video where `resolution` is `1080p` and `parent.resolution` is `480p`; 20 credits (US$ 0.10) per video where `resolution` is `1080p` and `parent.resolution` is `720p`.
 */
export type KieGrokImagineUpscale = {
    service: 'KIE';
    model: 'grok-imagine/upscale';
    input: ({
        task_id: unknown;
    } | {
        parentTaskId: unknown;
    }) & {
        /**
         * The finished task to go on from: its id here.
         */
        task_id?: string;
        /**
         * Another spelling of task_id.
         *
         * @deprecated
         */
        parentTaskId?: string;
        /**
         * The size of the result.
         */
        resolution?: '720p' | '1080p';
    };
};

/**
 * Runway
 *
 * Runway by Runway.
 *
 * - `runway`: 12 credits (US$ 0.06) per video where `duration` is `5` and `quality` is `720p`; 30 credits (US$ 0.15) per video where `duration` is `10` and `quality` is `720p`; 30 credits (US$ 0.15) per video where `duration` is `5` and `quality` is `1080p`.
 * - quality: must be 720p for ten seconds.
 * - aspectRatio: at least one of aspectRatio, imageUrl is required.
 */
export type KieRunway = {
    service: 'KIE';
    model: 'runway';
    input: (unknown | {
        quality: '720p';
    }) & (unknown | {
        aspectRatio: unknown;
    } | {
        aspect_ratio: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The length in seconds.
         */
        duration: 5 | 10 | '5' | '10';
        /**
         * The quality or size of the result.
         */
        quality: '720p' | '1080p';
        /**
         * Width to height; needed without a picture, ignored with one.
         */
        aspectRatio?: '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '16:9' | '4:3' | '1:1' | '3:4' | '9:16';
        imageUrl?: FileInput;
        image_url?: FileInput;
        /**
         * A text laid over the result.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
    };
};

/**
 * Runway Aleph
 *
 * Runway Aleph by Runway.
 *
 * **Beta.** Missing in the provider’s list of 2026-10-01, though its documentation or price is there.
 *
 * - `runway/gen4-aleph`: 110 credits (US$ 0.55) per video.
 */
export type KieRunwayGen4Aleph = {
    service: 'KIE';
    model: 'runway/gen4-aleph' | 'aleph';
    input: ({
        videoUrl: unknown;
    } | {
        video_url: unknown;
    }) & {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        videoUrl?: FileInput;
        video_url?: FileInput;
        /**
         * Width to height.
         */
        aspectRatio?: '16:9' | '9:16' | '4:3' | '3:4' | '1:1' | '21:9';
        /**
         * Another spelling of aspectRatio.
         *
         * @deprecated
         */
        aspect_ratio?: '16:9' | '9:16' | '4:3' | '3:4' | '1:1' | '21:9';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
        referenceImage?: FileInput;
        reference_image?: FileInput;
        /**
         * A text laid over the result.
         */
        waterMark?: string;
        /**
         * Another spelling of waterMark.
         *
         * @deprecated
         */
        watermark?: string;
        /**
         * Keeps the result in China.
         */
        uploadCn?: boolean | 'true' | 'false';
        /**
         * Another spelling of uploadCn.
         *
         * @deprecated
         */
        upload_cn?: boolean | 'true' | 'false';
    };
};

/**
 * Infinitalk, from audio
 *
 * Infinitalk, from audio by Infinitalk.
 *
 * - `infinitalk/from-audio`: 3 credits (US$ 0.015) per output second where `resolution` is `480p`; 12 credits (US$ 0.06) per output second where `resolution` is `720p`.
 */
export type KieInfinitalkFromAudio = {
    service: 'KIE';
    model: 'infinitalk/from-audio' | 'infinitalk';
    input: {
        image_url: FileInput;
        audio_url: FileInput;
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * The size of the result.
         */
        resolution?: '480p' | '720p';
        /**
         * Repeats a result as far as the model can.
         */
        seed?: number | string;
    };
};

/**
 * Sora 2 Pro
 *
 * Sora 2 Pro by OpenAI.
 *
 * **Retired.** Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24. Use VEO3 instead.
 *
 * - `sora-2-pro-text-to-video`: 150 credits (US$ 0.75) per video where `size` is `standard` and `n_frames` is `10`; 270 credits (US$ 1.35) per video where `size` is `standard` and `n_frames` is `15`; 330 credits (US$ 1.65) per video where `size` is `high` and `n_frames` is `10`; 630 credits (US$ 3.15) per video where `size` is `high` and `n_frames` is `15`.
 * - `sora-2-pro-image-to-video`: 150 credits (US$ 0.75) per video where `size` is `standard` and `n_frames` is `10`; 270 credits (US$ 1.35) per video where `size` is `standard` and `n_frames` is `15`; 330 credits (US$ 1.65) per video where `size` is `high` and `n_frames` is `10`; 630 credits (US$ 3.15) per video where `size` is `high` and `n_frames` is `15`.
 */
export type KieSora2Pro = {
    service: 'KIE';
    model: 'sora-2-pro';
    /**
     * Which form is meant; follows from what is given.
     */
    apiModel?: 'sora-2-pro-text-to-video' | 'sora-2-pro-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Where the service keeps the result: s3, or oss in China.
         */
        upload_method?: 's3' | 'oss';
        /**
         * Width to height.
         */
        aspect_ratio?: 'portrait' | 'landscape';
        /**
         * The length in seconds, whatever the name says.
         */
        n_frames?: '10' | '15' | 10 | 15;
        /**
         * Delivers without the watermark of the vendor.
         */
        remove_watermark?: boolean | 'true' | 'false';
        /**
         * Characters made before.
         */
        character_id_list?: Array<string>;
        /**
         * The size of the result.
         */
        size?: 'standard' | 'high';
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
    };
};

/**
 * Sora 2 Pro, text to video, by the provider's name
 *
 * Sora 2 Pro by OpenAI.
 *
 * **Retired.** Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24. Use VEO3 instead.
 *
 * - `sora-2-pro-text-to-video`: 150 credits (US$ 0.75) per video where `size` is `standard` and `n_frames` is `10`; 270 credits (US$ 1.35) per video where `size` is `standard` and `n_frames` is `15`; 330 credits (US$ 1.65) per video where `size` is `high` and `n_frames` is `10`; 630 credits (US$ 3.15) per video where `size` is `high` and `n_frames` is `15`.
 */
export type KieSora2ProTextToVideoByWireId = {
    service: 'KIE';
    model: 'sora-2-pro-text-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Where the service keeps the result: s3, or oss in China.
         */
        upload_method?: 's3' | 'oss';
        /**
         * Width to height.
         */
        aspect_ratio?: 'portrait' | 'landscape';
        /**
         * The length in seconds, whatever the name says.
         */
        n_frames?: '10' | '15' | 10 | 15;
        /**
         * Delivers without the watermark of the vendor.
         */
        remove_watermark?: boolean | 'true' | 'false';
        /**
         * Characters made before.
         */
        character_id_list?: Array<string>;
        /**
         * The size of the result.
         */
        size?: 'standard' | 'high';
    };
};

/**
 * Sora 2 Pro, image to video, by the provider's name
 *
 * Sora 2 Pro by OpenAI.
 *
 * **Retired.** Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24. Use VEO3 instead.
 *
 * - `sora-2-pro-image-to-video`: 150 credits (US$ 0.75) per video where `size` is `standard` and `n_frames` is `10`; 270 credits (US$ 1.35) per video where `size` is `standard` and `n_frames` is `15`; 330 credits (US$ 1.65) per video where `size` is `high` and `n_frames` is `10`; 630 credits (US$ 3.15) per video where `size` is `high` and `n_frames` is `15`.
 */
export type KieSora2ProImageToVideoByWireId = {
    service: 'KIE';
    model: 'sora-2-pro-image-to-video';
    input: {
        /**
         * What is to be seen, heard or changed.
         */
        prompt: string;
        /**
         * Where the service keeps the result: s3, or oss in China.
         */
        upload_method?: 's3' | 'oss';
        /**
         * Width to height.
         */
        aspect_ratio?: 'portrait' | 'landscape';
        /**
         * The length in seconds, whatever the name says.
         */
        n_frames?: '10' | '15' | 10 | 15;
        /**
         * Delivers without the watermark of the vendor.
         */
        remove_watermark?: boolean | 'true' | 'false';
        /**
         * Characters made before.
         */
        character_id_list?: Array<string>;
        /**
         * The pictures to start from.
         */
        image_urls: [
            FileInput
        ];
        /**
         * The size of the result.
         */
        size?: 'standard' | 'high';
    };
};

/**
 * Sora 2 Pro, storyboard
 *
 * Sora 2 Pro, storyboard by OpenAI.
 *
 * **Retired.** Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24. Use kling-3.0/video instead.
 *
 * - `sora-2-pro-storyboard`: 150 credits (US$ 0.75) per video where `n_frames` is `10`; 270 credits (US$ 1.35) per video where `n_frames` is one of `15`, `25`.
 * - shots: the shots together are longer than the film, whose seconds n_frames says.
 */
export type KieSora2ProStoryboard = {
    service: 'KIE';
    model: 'sora-2-pro-storyboard';
    input: ({
        shots: unknown;
    } | {
        image_urls: unknown;
    }) & {
        /**
         * Where the service keeps the result: s3, or oss in China.
         */
        upload_method?: 's3' | 'oss';
        /**
         * The shots, one after the other; together as long as the film.
         */
        shots?: Array<{
            /**
             * What happens in the shot.
             */
            Scene: string;
            /**
             * The length in seconds.
             */
            duration: number | string;
        }>;
        /**
         * The length in seconds, whatever the name says.
         */
        n_frames?: '10' | '15' | '25' | 10 | 15 | 25;
        /**
         * The pictures to start from.
         */
        image_urls?: [
            FileInput
        ];
        /**
         * Width to height.
         */
        aspect_ratio?: 'portrait' | 'landscape';
    };
};

/**
 * Sora, without the watermark
 *
 * Sora, without the watermark by OpenAI.
 *
 * **Retired.** Left the documentation by 2026-07-30; the interface behind it was shut on 2026-09-24. Use wan/2-7-videoedit instead.
 *
 * - `sora-watermark-remover`: 10 credits (US$ 0.05) per video.
 */
export type KieSoraWatermarkRemover = {
    service: 'KIE';
    model: 'sora-watermark-remover';
    input: {
        /**
         * A link to a film on sora.chatgpt.com.
         */
        video_url: string;
        /**
         * Where the service keeps the result: s3, or oss in China.
         */
        upload_method?: 's3' | 'oss';
    };
};

/**
 * ElevenLabs Dialogue v3
 *
 * ElevenLabs Dialogue v3 by ElevenLabs.
 *
 * - `elevenlabs/text-to-dialogue-v3`: 14 credits (US$ 0.07) per 1,000 characters, times the length of `text` in `dialogue`, divided by 1000.
 * - dialogue: the lines together have more than 5000 characters.
 */
export type KieElevenlabsTextToDialogueV3 = {
    service: 'KIE';
    model: 'elevenlabs/text-to-dialogue-v3';
    input: {
        /**
         * The lines in order; all of them together have at most 5000 characters.
         */
        dialogue: Array<{
            /**
             * What is said, or what the sound is like.
             */
            text: string;
            /**
             * Who speaks.
             */
            voice?: 'EkK5I93UQWFDigLMpZcX' | 'Z3R5wn05IrDiVCyEkUrK' | 'NNl6r8mD7vthiJatiJt1' | 'YOq2y2Up4RgXP2HyXjE5' | 'B8gJV1IhpuegLxdpXFOE' | '2zRM7PkgwBPiau2jvVXc' | '1SM7GgM6IMuvQlz2BwM3' | '5l5f8iK3YPeGga21rQIX' | 'scOwDtmlUjD3prqpp97I' | 'NOpBlnGInO9m6vDvFkFC' | 'BZgkqPqms7Kj9ulSkVzn' | 'wo6udizrrtpIxWGp2qJk' | 'gU0LNdkMOQCOrPrwtbee' | 'DGzg6RaUqxGRTHSBjfgF' | 'x70vRnQBMBu4FAYhjJbO' | 'Sm1seazb4gs7RSlUVw7c' | 'P1bg08DkjqiVEzOn76yG' | 'qDuRKMlYmrm8trt5QyBn' | 'qXpMhyvQqiRxWQs4qSSB' | 'TX3LPaxmHKxFdv7VOQHJ' | 'N2lVS1w4EtoT3dr4eOWO' | 'FGY2WhTYpPnrIDTdsKH5' | 'kPzsL2i3teMYv0FxEYQ6' | 'UgBBYS2sOqTuMpoF3BR0' | 'hpp4J3VqNfWAUOO0d1Us' | 'nPczCjzI2devNBz1zQrb' | 'uYXf8XasLslADfZ2MB4u' | 'gs0tAILXbY5DNrJrsM6F' | 'DTKMou8ccj1ZaWGBiotd' | 'vBKc2FfBKJfcZNyEt1n6' | 'DYkrAHD8iwork3YSUBbs' | '56AoDkrOh6qfVPDXZ7Pt' | 'eR40ATw9ArzDf9h3v7t7' | 'g6xIsTj2HwM6VR4iXFCw' | 'lcMyyd2HUfFzxdCaC4Ta' | '6aDn1KB0hjpdcocrUkmq' | 'Sq93GQT4X1lKDXsQcixO' | 'flHkNRp1BlvT73UL6gyz' | '9yzdeviXkFddZ4Oz8Mok' | 'pPdl9cQBQq4p6mRkZy2Z' | 'zYcjlYFOd3taleS0gkk3' | 'nzeAacJi50IvxcyDnMXa' | 'ruirxsoakN0GWmGNIo04' | 'TC0Zp7WVFzhA8zpTlRqV' | 'ljo9gAlSqKOvF6D8sOsX' | 'PPzYpIqttlTYA83688JI' | '8JVbfL6oEdmuxKn5DK2C' | 'iCrDUkL56s3C8sCRl7wb' | 'wJqPPQ618aTW29mptyoc' | 'EiNlNiXeDU1pqqOPrYMO' | '4YYIPFl9wE5c4L2eu2Gb' | '6F5Zhi321D3Oq7v1oNT4' | 'YXpFCvM1S3JbWEJhoskW' | 'LG95yZDEHg6fCZdQjLqj' | 'CeNX9CMwmxDxUF5Q2Inm' | 'aD6riP1btT197c6dACmy' | 'mtrellq69YZsNwzUSyXh' | 'dHd5gvgSOzSfduK4CvEg' | 'eVItLK1UvXctxuaRV2Oq' | 'esy0r39YPLQjOczyOib8' | 'Tsns2HvNFKfGiNjllgqo' | '1U02n4nD6AdIZ9CjF053' | 'AeRdCCKzvd23BpJoofzx' | 'LruHrtVF6PSyGItzMNHS' | '1wGbFxmAM3Fgw63G1zZJ' | 'hqfrgApggtO1785R4Fsn' | 'MJ0RnG71ty4LH3dvNfSd';
        }>;
        /**
         * How even the voice stays.
         */
        stability?: 0 | 0.5 | 1 | '0' | '1' | '0.5';
        /**
         * The language (ISO 639-1).
         */
        language_code?: 'af' | 'ar' | 'hy' | 'as' | 'az' | 'be' | 'bn' | 'bs' | 'bg' | 'ca' | 'ceb' | 'ny' | 'hr' | 'cs' | 'da' | 'nl' | 'en' | 'et' | 'fil' | 'fi' | 'fr' | 'gl' | 'ka' | 'de' | 'el' | 'gu' | 'ha' | 'he' | 'hi' | 'hu' | 'is' | 'id' | 'ga' | 'it' | 'ja' | 'jv' | 'kn' | 'kk' | 'ky' | 'ko' | 'lv' | 'ln' | 'lt' | 'lb' | 'mk' | 'ms' | 'ml' | 'zh' | 'mr' | 'ne' | 'no' | 'ps' | 'fa' | 'pl' | 'pt' | 'pa' | 'ro' | 'ru' | 'sr' | 'sd' | 'sk' | 'sl' | 'so' | 'es' | 'sw' | 'sv' | 'ta' | 'te' | 'th' | 'tr' | 'uk' | 'ur' | 'vi' | 'cy';
    };
};

/**
 * ElevenLabs Multilingual v2
 *
 * ElevenLabs Multilingual v2 by ElevenLabs.
 *
 * - `elevenlabs/text-to-speech-multilingual-v2`: 12 credits (US$ 0.06) per 1,000 characters, times the length of `text`, divided by 1000.
 */
export type KieElevenlabsTextToSpeechMultilingualV2 = {
    service: 'KIE';
    model: 'elevenlabs/text-to-speech-multilingual-v2';
    input: {
        /**
         * What is said, or what the sound is like.
         */
        text: string;
        /**
         * Who speaks.
         */
        voice?: 'EkK5I93UQWFDigLMpZcX' | 'Z3R5wn05IrDiVCyEkUrK' | 'NNl6r8mD7vthiJatiJt1' | 'YOq2y2Up4RgXP2HyXjE5' | 'B8gJV1IhpuegLxdpXFOE' | '2zRM7PkgwBPiau2jvVXc' | '1SM7GgM6IMuvQlz2BwM3' | '5l5f8iK3YPeGga21rQIX' | 'scOwDtmlUjD3prqpp97I' | 'NOpBlnGInO9m6vDvFkFC' | 'BZgkqPqms7Kj9ulSkVzn' | 'wo6udizrrtpIxWGp2qJk' | 'gU0LNdkMOQCOrPrwtbee' | 'DGzg6RaUqxGRTHSBjfgF' | 'x70vRnQBMBu4FAYhjJbO' | 'Sm1seazb4gs7RSlUVw7c' | 'P1bg08DkjqiVEzOn76yG' | 'qDuRKMlYmrm8trt5QyBn' | 'qXpMhyvQqiRxWQs4qSSB' | 'TX3LPaxmHKxFdv7VOQHJ' | 'N2lVS1w4EtoT3dr4eOWO' | 'FGY2WhTYpPnrIDTdsKH5' | 'kPzsL2i3teMYv0FxEYQ6' | 'UgBBYS2sOqTuMpoF3BR0' | 'hpp4J3VqNfWAUOO0d1Us' | 'nPczCjzI2devNBz1zQrb' | 'uYXf8XasLslADfZ2MB4u' | 'gs0tAILXbY5DNrJrsM6F' | 'DTKMou8ccj1ZaWGBiotd' | 'vBKc2FfBKJfcZNyEt1n6' | 'DYkrAHD8iwork3YSUBbs' | '56AoDkrOh6qfVPDXZ7Pt' | 'eR40ATw9ArzDf9h3v7t7' | 'g6xIsTj2HwM6VR4iXFCw' | 'lcMyyd2HUfFzxdCaC4Ta' | '6aDn1KB0hjpdcocrUkmq' | 'Sq93GQT4X1lKDXsQcixO' | 'flHkNRp1BlvT73UL6gyz' | '9yzdeviXkFddZ4Oz8Mok' | 'pPdl9cQBQq4p6mRkZy2Z' | 'zYcjlYFOd3taleS0gkk3' | 'nzeAacJi50IvxcyDnMXa' | 'ruirxsoakN0GWmGNIo04' | 'TC0Zp7WVFzhA8zpTlRqV' | 'ljo9gAlSqKOvF6D8sOsX' | 'PPzYpIqttlTYA83688JI' | '8JVbfL6oEdmuxKn5DK2C' | 'iCrDUkL56s3C8sCRl7wb' | 'wJqPPQ618aTW29mptyoc' | 'EiNlNiXeDU1pqqOPrYMO' | '4YYIPFl9wE5c4L2eu2Gb' | '6F5Zhi321D3Oq7v1oNT4' | 'YXpFCvM1S3JbWEJhoskW' | 'LG95yZDEHg6fCZdQjLqj' | 'CeNX9CMwmxDxUF5Q2Inm' | 'aD6riP1btT197c6dACmy' | 'mtrellq69YZsNwzUSyXh' | 'dHd5gvgSOzSfduK4CvEg' | 'eVItLK1UvXctxuaRV2Oq' | 'esy0r39YPLQjOczyOib8' | 'Tsns2HvNFKfGiNjllgqo' | '1U02n4nD6AdIZ9CjF053' | 'AeRdCCKzvd23BpJoofzx' | 'LruHrtVF6PSyGItzMNHS' | '1wGbFxmAM3Fgw63G1zZJ' | 'hqfrgApggtO1785R4Fsn' | 'MJ0RnG71ty4LH3dvNfSd';
        /**
         * How even the voice stays.
         */
        stability?: number | string;
        /**
         * How close it stays to the original voice.
         */
        similarity_boost?: number | string;
        /**
         * The look, the music or the manner of speaking.
         */
        style?: number | string;
        /**
         * Speaking speed.
         */
        speed?: number | string;
        /**
         * Asks for the time of each word.
         */
        timestamps?: boolean | 'true' | 'false';
        /**
         * The text before, for a smoother join.
         */
        previous_text?: string;
        /**
         * The text after, for a smoother join.
         */
        next_text?: string;
        /**
         * The language (ISO 639-1).
         */
        language_code?: string;
    };
};

/**
 * ElevenLabs Turbo 2.5
 *
 * ElevenLabs Turbo 2.5 by ElevenLabs.
 *
 * - `elevenlabs/text-to-speech-turbo-2-5`: 6 credits (US$ 0.03) per 1,000 characters, times the length of `text`, divided by 1000.
 */
export type KieElevenlabsTextToSpeechTurbo25 = {
    service: 'KIE';
    model: 'elevenlabs/text-to-speech-turbo-2-5';
    input: {
        /**
         * What is said, or what the sound is like.
         */
        text: string;
        /**
         * Who speaks.
         */
        voice?: 'EkK5I93UQWFDigLMpZcX' | 'Z3R5wn05IrDiVCyEkUrK' | 'NNl6r8mD7vthiJatiJt1' | 'YOq2y2Up4RgXP2HyXjE5' | 'B8gJV1IhpuegLxdpXFOE' | '2zRM7PkgwBPiau2jvVXc' | '1SM7GgM6IMuvQlz2BwM3' | '5l5f8iK3YPeGga21rQIX' | 'scOwDtmlUjD3prqpp97I' | 'NOpBlnGInO9m6vDvFkFC' | 'BZgkqPqms7Kj9ulSkVzn' | 'wo6udizrrtpIxWGp2qJk' | 'gU0LNdkMOQCOrPrwtbee' | 'DGzg6RaUqxGRTHSBjfgF' | 'x70vRnQBMBu4FAYhjJbO' | 'Sm1seazb4gs7RSlUVw7c' | 'P1bg08DkjqiVEzOn76yG' | 'qDuRKMlYmrm8trt5QyBn' | 'qXpMhyvQqiRxWQs4qSSB' | 'TX3LPaxmHKxFdv7VOQHJ' | 'N2lVS1w4EtoT3dr4eOWO' | 'FGY2WhTYpPnrIDTdsKH5' | 'kPzsL2i3teMYv0FxEYQ6' | 'UgBBYS2sOqTuMpoF3BR0' | 'hpp4J3VqNfWAUOO0d1Us' | 'nPczCjzI2devNBz1zQrb' | 'uYXf8XasLslADfZ2MB4u' | 'gs0tAILXbY5DNrJrsM6F' | 'DTKMou8ccj1ZaWGBiotd' | 'vBKc2FfBKJfcZNyEt1n6' | 'DYkrAHD8iwork3YSUBbs' | '56AoDkrOh6qfVPDXZ7Pt' | 'eR40ATw9ArzDf9h3v7t7' | 'g6xIsTj2HwM6VR4iXFCw' | 'lcMyyd2HUfFzxdCaC4Ta' | '6aDn1KB0hjpdcocrUkmq' | 'Sq93GQT4X1lKDXsQcixO' | 'flHkNRp1BlvT73UL6gyz' | '9yzdeviXkFddZ4Oz8Mok' | 'pPdl9cQBQq4p6mRkZy2Z' | 'zYcjlYFOd3taleS0gkk3' | 'nzeAacJi50IvxcyDnMXa' | 'ruirxsoakN0GWmGNIo04' | 'TC0Zp7WVFzhA8zpTlRqV' | 'ljo9gAlSqKOvF6D8sOsX' | 'PPzYpIqttlTYA83688JI' | '8JVbfL6oEdmuxKn5DK2C' | 'iCrDUkL56s3C8sCRl7wb' | 'wJqPPQ618aTW29mptyoc' | 'EiNlNiXeDU1pqqOPrYMO' | '4YYIPFl9wE5c4L2eu2Gb' | '6F5Zhi321D3Oq7v1oNT4' | 'YXpFCvM1S3JbWEJhoskW' | 'LG95yZDEHg6fCZdQjLqj' | 'CeNX9CMwmxDxUF5Q2Inm' | 'aD6riP1btT197c6dACmy' | 'mtrellq69YZsNwzUSyXh' | 'dHd5gvgSOzSfduK4CvEg' | 'eVItLK1UvXctxuaRV2Oq' | 'esy0r39YPLQjOczyOib8' | 'Tsns2HvNFKfGiNjllgqo' | '1U02n4nD6AdIZ9CjF053' | 'AeRdCCKzvd23BpJoofzx' | 'LruHrtVF6PSyGItzMNHS' | '1wGbFxmAM3Fgw63G1zZJ' | 'hqfrgApggtO1785R4Fsn' | 'MJ0RnG71ty4LH3dvNfSd';
        /**
         * How even the voice stays.
         */
        stability?: number | string;
        /**
         * How close it stays to the original voice.
         */
        similarity_boost?: number | string;
        /**
         * The look, the music or the manner of speaking.
         */
        style?: number | string;
        /**
         * Speaking speed.
         */
        speed?: number | string;
        /**
         * Asks for the time of each word.
         */
        timestamps?: boolean | 'true' | 'false';
        /**
         * The text before, for a smoother join.
         */
        previous_text?: string;
        /**
         * The text after, for a smoother join.
         */
        next_text?: string;
        /**
         * The language (ISO 639-1).
         */
        language_code?: string;
    };
};

/**
 * ElevenLabs, isolate a voice
 *
 * ElevenLabs, isolate a voice by ElevenLabs.
 *
 * **Beta.** Missing in the provider’s list of 2026-10-01, though its documentation or price is there.
 *
 * - `elevenlabs/audio-isolation`: 0.2 credits (US$ 0.001) per input second.
 */
export type KieElevenlabsAudioIsolation = {
    service: 'KIE';
    model: 'elevenlabs/audio-isolation';
    input: {
        audio_url: FileInput;
    };
};

/**
 * ElevenLabs, sound effect
 *
 * ElevenLabs, sound effect by ElevenLabs.
 *
 * **Retired.** Left the documentation by 2026-08-19; absent from the list of 2026-10-01. Use ai-music-api/generate instead.
 *
 * - `elevenlabs/sound-effect-v2`: 0.24 credits (US$ 0.0012) per output second, times the value of `duration_seconds`.
 */
export type KieElevenlabsSoundEffectV2 = {
    service: 'KIE';
    model: 'elevenlabs/sound-effect-v2' | 'elevenlabs/sound-effect';
    input: {
        /**
         * What is said, or what the sound is like.
         */
        text: string;
        /**
         * Joins its end to its beginning.
         */
        loop?: boolean | 'true' | 'false';
        /**
         * The length in seconds; the model chooses where it is left out.
         */
        duration_seconds?: number | string;
        /**
         * How literally the text is followed.
         */
        prompt_influence?: number | string;
        /**
         * The type of the file.
         */
        output_format?: 'mp3_22050_32' | 'mp3_44100_32' | 'mp3_44100_64' | 'mp3_44100_96' | 'mp3_44100_128' | 'mp3_44100_192' | 'opus_48000_32' | 'opus_48000_64' | 'opus_48000_96' | 'opus_48000_128' | 'opus_48000_192';
    };
};

/**
 * Gemini 2.5 Pro, text to speech
 *
 * Gemini 2.5 Pro, text to speech by Google.
 *
 * - `google/gemini-2-5-pro-tts`: 140 credits per million input tokens besides, times the length of `text` in `dialogue_turns`, divided by 4000000; 2800 credits per million tokens of sound besides, times the length of `text` in `dialogue_turns`, divided by 560000.
 */
export type KieGoogleGemini25ProTts = {
    service: 'KIE';
    model: 'google/gemini-2-5-pro-tts';
    input: {
        /**
         * The voices.
         */
        speakers: Array<{
            /**
             * Which voice: "Speaker 1" and so on.
             */
            speaker_id: string;
            /**
             * Who speaks.
             */
            voice_name: 'Achernar' | 'Achird' | 'Algenib' | 'Algieba' | 'Alnilam' | 'Aoede' | 'Autonoe' | 'Callirrhoe' | 'Charon' | 'Despina' | 'Enceladus' | 'Erinome' | 'Fenrir' | 'Gacrux' | 'Iapetus' | 'Kore' | 'Laomedeia' | 'Leda' | 'Orus' | 'Puck' | 'Pulcherrima' | 'Rasalgethi' | 'Sadachbia' | 'Sadaltager' | 'Schedar' | 'Sulafat' | 'Umbriel' | 'Vindemiatrix' | 'Zephyr' | 'Zubenelgenubi';
            /**
             * The voice, in words.
             */
            audio_profile?: string;
            /**
             * The accent.
             */
            accent: 'Neutral' | 'American (Gen)' | 'American (Valley)' | 'American (South)' | 'British (RP)' | 'British (Brixton)' | 'Transatlantic' | 'Australian';
            /**
             * The look, the music or the manner of speaking.
             */
            style?: 'Vocal Smile' | 'Newscaster' | 'Whisper' | 'Empathetic' | 'Promo/Hype' | 'Deadpan';
            /**
             * How fast.
             */
            pace?: 'Natural' | 'Rapid Fire' | 'The Drift' | 'Staccato';
        }>;
        /**
         * The lines in order.
         */
        dialogue_turns: Array<{
            /**
             * Which voice: "Speaker 1" and so on.
             */
            speaker_id: string;
            /**
             * What is said, or what the sound is like.
             */
            text: string;
        }>;
        /**
         * How freely the model chooses.
         */
        temperature?: number | string;
        /**
         * Where it is heard or seen.
         */
        scene?: string;
        /**
         * The tone of the whole piece.
         */
        sample_context?: string;
    };
};

/**
 * Gemini 3.1 Flash, text to speech
 *
 * Gemini 3.1 Flash, text to speech by Google.
 *
 * - `google/gemini-3-1-flash-tts`: 140 credits per million input tokens besides, times the length of `text` in `dialogue_turns`, divided by 4000000; 2800 credits per million tokens of sound besides, times the length of `text` in `dialogue_turns`, divided by 560000.
 */
export type KieGoogleGemini31FlashTts = {
    service: 'KIE';
    model: 'google/gemini-3-1-flash-tts';
    input: {
        /**
         * The voices.
         */
        speakers: Array<{
            /**
             * Which voice: "Speaker 1" and so on.
             */
            speaker_id: string;
            /**
             * Who speaks.
             */
            voice_name: 'Achernar' | 'Achird' | 'Algenib' | 'Algieba' | 'Alnilam' | 'Aoede' | 'Autonoe' | 'Callirrhoe' | 'Charon' | 'Despina' | 'Enceladus' | 'Erinome' | 'Fenrir' | 'Gacrux' | 'Iapetus' | 'Kore' | 'Laomedeia' | 'Leda' | 'Orus' | 'Puck' | 'Pulcherrima' | 'Rasalgethi' | 'Sadachbia' | 'Sadaltager' | 'Schedar' | 'Sulafat' | 'Umbriel' | 'Vindemiatrix' | 'Zephyr' | 'Zubenelgenubi';
            /**
             * The voice, in words.
             */
            audio_profile?: string;
            /**
             * The accent.
             */
            accent: 'Neutral' | 'American (Gen)' | 'American (Valley)' | 'American (South)' | 'British (RP)' | 'British (Brixton)' | 'Transatlantic' | 'Australian';
            /**
             * The look, the music or the manner of speaking.
             */
            style?: 'Vocal Smile' | 'Newscaster' | 'Whisper' | 'Empathetic' | 'Promo/Hype' | 'Deadpan';
            /**
             * How fast.
             */
            pace?: 'Natural' | 'Rapid Fire' | 'The Drift' | 'Staccato';
        }>;
        /**
         * The lines in order.
         */
        dialogue_turns: Array<{
            /**
             * Which voice: "Speaker 1" and so on.
             */
            speaker_id: string;
            /**
             * What is said, or what the sound is like.
             */
            text: string;
        }>;
        /**
         * How freely the model chooses.
         */
        temperature?: number | string;
        /**
         * Where it is heard or seen.
         */
        scene?: string;
        /**
         * The tone of the whole piece.
         */
        sample_context?: string;
    };
};

/**
 * Suno, add instruments
 *
 * Suno, add instruments by Suno.
 *
 * - `ai-music-api/add-instrumental`: 12 credits (US$ 0.06) per request.
 */
export type KieAiMusicApiAddInstrumental = {
    service: 'KIE';
    model: 'ai-music-api/add-instrumental';
    input: {
        upload_url: FileInput;
        /**
         * The title of the track.
         */
        title: string;
        /**
         * Styles that are wanted.
         */
        tags: string;
        /**
         * Styles to avoid.
         */
        negative_tags: string;
        /**
         * The words that are sung.
         */
        lyrics?: string;
        /**
         * The version of the model.
         */
        model?: 'V4_5PLUS' | 'V5' | 'V5_5' | 'V6' | 'V6_MINI' | 'V6_WILD';
        /**
         * The voice that is wanted: m or f.
         */
        vocal_gender?: 'm' | 'f';
        /**
         * How strictly the style is followed.
         */
        style_weight?: number | string;
        /**
         * How unusual it may get.
         */
        weirdness_constraint?: number | string;
        /**
         * The weight of the sound that is put in.
         */
        audio_weight?: number | string;
        /**
         * How far results may stray in style.
         */
        variety?: number | string;
    };
};

/**
 * Suno, make music
 *
 * Suno, make music by Suno.
 *
 * **Beta.** Its fields are known from a third-party list, not from a page of the provider.
 *
 * - `ai-music-api/generate`: 12 credits (US$ 0.06) per request.
 * - title: is required in custom mode.
 * - style: or lyrics or negative_tags is required in custom mode.
 * - style: or lyrics or pictures, films or sounds are required: a prompt alone is refused.
 */
export type KieAiMusicApiGenerate = {
    service: 'KIE';
    model: 'ai-music-api/generate' | 'suno';
    input: (unknown | {
        title: unknown;
    }) & (unknown | {
        style: unknown;
    }) & (unknown | {
        style: unknown;
    }) & ({
        prompt: unknown;
    } | {
        lyrics: unknown;
    } | {
        style: unknown;
    } | {
        title: unknown;
    } | {
        negative_tags: unknown;
    } | {
        image_urls: unknown;
    } | {
        video_urls: unknown;
    } | {
        audio_urls: unknown;
    } | {
        persona_id: unknown;
    }) & {
        /**
         * With a title, a style and lyrics of your own.
         */
        custom_mode: boolean | 'true' | 'false';
        /**
         * Without a voice.
         */
        instrumental: boolean | 'true' | 'false';
        /**
         * The version of the model.
         */
        model?: 'V4' | 'V4_5' | 'V4_5PLUS' | 'V4_5ALL' | 'V5' | 'V5_5' | 'V6' | 'V6_MINI' | 'V6_WILD';
        /**
         * What is to be seen, heard or changed.
         */
        prompt?: string;
        /**
         * The words that are sung.
         */
        lyrics?: string;
        /**
         * The look, the music or the manner of speaking.
         */
        style?: string;
        /**
         * Track title; needed in custom mode.
         */
        title?: string;
        /**
         * Styles to avoid.
         */
        negative_tags?: string;
        /**
         * The pictures to start from.
         */
        image_urls?: Array<FileInput>;
        /**
         * Video as inspiration, not in custom mode.
         */
        video_urls?: Array<FileInput>;
        /**
         * Sounds to be inspired by.
         */
        audio_urls?: Array<FileInput>;
        /**
         * The length in seconds.
         */
        duration?: number | string;
        /**
         * A persona or voice made before.
         */
        persona_id?: string;
        /**
         * What persona_id names.
         */
        persona_model?: 'style_persona' | 'voice_persona';
        /**
         * The voice that is wanted: m or f.
         */
        vocal_gender?: 'm' | 'f';
        /**
         * How closely the style is kept, custom mode.
         */
        style_weight?: number | string;
        /**
         * How unusual the result may be, custom mode.
         */
        weirdness_constraint?: number | string;
        /**
         * Weight of the audio features, custom mode with voice.
         */
        audio_weight?: number | string;
        /**
         * How far results may stray in style.
         */
        variety?: number | string;
    };
};

export type ShortTask = {
    model_id: string;
    service?: 'KIE' | 'GOOGLE' | 'AZURE' | 'OPENAI';
    prompt_id?: string;
    priority?: 'high' | 'normal' | 'low';
    metadata?: {
        [key: string]: unknown;
    };
    path?: {
        project: string;
        branch: string;
        scene?: string;
        shot?: string;
        role?: string;
    };
    keep_outputs?: boolean | 'true' | 'false';
    /**
     * Where events are sent: https, a public host, port 443. On a laptop also addresses of this machine.
     */
    callback_url?: string;
    [key: string]: unknown;
};

export type CreateBatch = {
    requests: Array<{
        promptId?: string;
        providerParams: {
            [key: string]: unknown;
        };
        priority?: 'high' | 'normal' | 'low';
        metadata?: {
            [key: string]: unknown;
        };
        path?: {
            project: string;
            branch: string;
            scene?: string;
            shot?: string;
            role?: string;
        };
        keepOutputs?: boolean | 'true' | 'false';
        /**
         * Where events are sent: https, a public host, port 443. On a laptop also addresses of this machine.
         */
        callbackUrl?: string;
    } | unknown>;
};

export type Variations = {
    n: number;
};

/**
 * Only whose it is counts; the result is asked of the provider itself.
 */
export type KieCallback = {
    data?: {
        taskId?: string;
        [key: string]: unknown;
    };
    [key: string]: unknown;
};

/**
 * A generation task, the same wherever one is shown.
 */
export type Task = {
    /**
     * 32 lowercase hex digits.
     */
    id: string;
    /**
     * Yours, from the request.
     */
    promptId?: string;
    service: string;
    /**
     * The public id of the model.
     */
    model: string;
    /**
     * - `PENDING`: being worked on
     * - `SUCCESS`: every output is in the archive
     * - `FAILED`: ended without all its outputs; `failCode` says why
     * - `CANCELED`: ended by its owner; where the provider had taken it already it runs out, and is settled then
     */
    status: 'PENDING' | 'SUCCESS' | 'FAILED' | 'CANCELED';
    /**
     * - `queued`: not yet sent to the provider
     * - `held`: waits for its turn at the provider until `startsAt`
     * - `submitting`: being sent to the provider
     * - `generating`: the provider is at work
     * - `archiving`: outputs are being copied into the archive
     * - `done`: ended
     * - `outcome_unknown`: the provider may or may not have taken the call; it is being asked
     */
    stage: 'queued' | 'held' | 'submitting' | 'generating' | 'archiving' | 'done' | 'outcome_unknown';
    /**
     * How often the paid call was claimed.
     */
    attempt: number;
    /**
     * How many retries lie between this task and the first.
     */
    retryCount: number;
    /**
     * The task that this one follows.
     */
    parentTaskId?: string;
    /**
     * As they were sent; what was null is left out.
     */
    providerParams: {
        [key: string]: unknown;
    };
    /**
     * Where several outputs are asked for with one seed, each a call of its own: the seed of each, counted up from the one that was sent. With the same seed all would be the same.
     */
    seeds?: Array<string | number>;
    /**
     * What the provider calls the first job.
     */
    externalTaskId?: string;
    /**
     * With SUCCESS: JSON text `{"resultUrls": […]}` of the results in `assets`.
     */
    resultJson?: string;
    /**
     * The files kept, once the task has ended: the results first, then what the provider made besides.
     */
    assets: Array<Asset>;
    /**
     * Canceled when it had been sent already: the provider runs out, and the cost is settled then.
     */
    detached?: true;
    /**
     * - `provider_rejected_input`: the provider refused the request. Billed: no. What to do: change the input. Error class: `PERMANENT`.
     * - `content_blocked`: the provider's policy refused it. Billed: as the provider says. What to do: change the prompt. Error class: `PERMANENT`.
     * - `provider_auth`: the provider refuses our key; sending stops until a probe goes through. Billed: no. What to do: the operator replaces the key; then retry. Error class: `AUTH_ERROR`.
     * - `insufficient_provider_credit`: the provider account is empty. Billed: no. What to do: the operator tops it up; then retry. Error class: `AUTH_ERROR`.
     * - `provider_unavailable`: it could not be submitted by its deadline, or the provider has switched the model off. Billed: no. What to do: retry. Error class: `TEMPORARY`.
     * - `generation_failed`: the provider took it and failed. Billed: as the provider says. What to do: retry. Error class: `TEMPORARY`.
     * - `empty_result`: the provider says success and names no file. Billed: as the provider says. What to do: retry. Error class: `TEMPORARY`.
     * - `timeout`: no end by the deadline (image, audio 30 min, video 2 h); looked at again after 6 h and 24 h. Billed: the estimate, until it is known; nothing where it was never sent. What to do: wait, or retry; what comes late is archived and marked `late`. Error class: `TEMPORARY`.
     * - `outcome_unknown`: nobody knows whether the provider took it; it was not sent again. Billed: the estimate, until an operator decides. What to do: the operator adopts, resubmits or writes it off; a retry is a new call, and may be paid besides. Error class: `UNKNOWN`.
     * - `input_expired`: an input file is gone, was out of reach for ten minutes, or is none that the model takes. Billed: no. What to do: give it again, or another. Error class: `PERMANENT`.
     * - `archive_failed`: outputs could not be fetched and kept in time; they may come home later. Billed: yes. What to do: retry. Error class: `TEMPORARY`.
     * - `output_rejected`: what came is not a picture, film or sound of the expected kind. Billed: yes. What to do: retry; report it. Error class: `PERMANENT`.
     * - `partial_result`: some outputs are kept in `assets`, others are lost. Billed: what was made. What to do: keep them, or retry. Error class: `TEMPORARY`.
     */
    failCode?: 'provider_rejected_input' | 'content_blocked' | 'provider_auth' | 'insufficient_provider_credit' | 'provider_unavailable' | 'generation_failed' | 'empty_result' | 'timeout' | 'outcome_unknown' | 'input_expired' | 'archive_failed' | 'output_rejected' | 'partial_result';
    /**
     * The reason in words.
     */
    failMsg?: string;
    /**
     * - `submitting`: while being sent to the provider
     * - `generating`: at the provider
     * - `archiving`: while outputs were copied into the archive
     * - `persisting`: while the end was written down
     */
    failureStage?: 'submitting' | 'generating' | 'archiving' | 'persisting';
    /**
     * - `TEMPORARY`: try again
     * - `PERMANENT`: change the request
     * - `RATE_LIMIT`: too many requests; no task fails of it today, as limits are waited for
     * - `AUTH_ERROR`: the operator has to put the account at the provider in order
     * - `UNKNOWN`: nobody knows yet
     */
    errorClass?: 'TEMPORARY' | 'PERMANENT' | 'RATE_LIMIT' | 'AUTH_ERROR' | 'UNKNOWN';
    cost: {
        /**
         * In credits, at most three decimals.
         */
        estimatedCredits: number;
        /**
         * In credits, at most three decimals.
         */
        actualCredits?: number;
        /**
         * True where the actual cost is what the provider says it took, or nothing was taken. False before the end, while it is not known what became of a call, and where the actual cost is our estimate because the provider named no figure: it is asked once more six hours after the end.
         */
        final: boolean;
    };
    /**
     * - `high`: first
     * - `normal`: the usual
     * - `low`: last
     */
    priority: 'high' | 'normal' | 'low';
    /**
     * Yours, from the request.
     */
    metadata?: {
        [key: string]: unknown;
    };
    /**
     * Where in a production the outputs belong, from the request.
     */
    path?: {
        project: string;
        branch: string;
        scene?: string;
        shot?: string;
        role?: string;
    };
    /**
     * Yours, from the request.
     */
    callbackUrl?: string;
    /**
     * ISO-8601, UTC.
     */
    createdAt: string;
    /**
     * ISO-8601, UTC.
     */
    startedAt?: string;
    /**
     * ISO-8601, UTC.
     */
    completedAt?: string;
    /**
     * From the first claim to the end.
     */
    processingMs?: number;
    /**
     * When a held task has its turn. Where it waits behind others, that is an estimate: of the moment where the task is read by itself, of when it joined the queue in lists.
     */
    startsAt?: string;
    /**
     * Its place among those of its priority that wait for their turn at the provider: 1 is next. There where a held task is read by itself.
     */
    position?: number;
    /**
     * How long the model usually takes.
     */
    expectedSeconds?: number;
    /**
     * Ask again after so many seconds. Tells from how long the model usually takes and how long the task has been waited for: who obeys asks at most five times for a task that takes what is expected, and ever more seldom for one that takes long.
     */
    nextCheckSeconds?: number;
    links: {
        self: string;
        status: string;
        events: string;
        /**
         * While the task can be canceled.
         */
        cancel?: string;
        /**
         * When the task has failed.
         */
        retry?: string;
    };
};

/**
 * A file that the task made and that is kept.
 */
export type Asset = {
    /**
     * Of this file for good: the id of its task and its number there.
     */
    id: string;
    type: 'image' | 'video' | 'audio';
    /**
     * - `result`: what was asked for
     * - `part`: the piece that was added, where the result is the whole of an extended film
     * - `origin`: the result as it was before the provider cropped or otherwise changed it
     * - `first_frame`: the first frame of a film
     * - `last_frame`: the last frame of a film
     * - `cover`: the picture by which the provider shows a film or a song
     * - `other`: a file beside the result that this version has no name for
     */
    role: 'result' | 'part' | 'origin' | 'first_frame' | 'last_frame' | 'cover' | 'other';
    /**
     * Where the file is, with us. It does not expire.
     */
    url: string;
    /**
     * A WebP of at most 320 pixels a side. Films show the provider’s own picture, or one that they were made from.
     */
    thumbnailUrl?: string;
    /**
     * The same, of at most 1024 pixels a side.
     */
    previewUrl?: string;
    /**
     * A placeholder (ThumbHash) in base64.
     */
    thumbhash?: string;
    bytes: number;
    /**
     * Told from the bytes.
     */
    contentType: string;
    width?: number;
    height?: number;
    durationSeconds?: number;
    /**
     * How a film or a sound is encoded.
     */
    codec?: string;
    sha256: string;
    /**
     * Where the provider had it. Probably expired; empty where it came within an answer.
     */
    sourceUrl: string;
    /**
     * When it was kept.
     */
    createdAt: string;
    /**
     * Arrived after the task had ended.
     */
    late?: boolean;
};

/**
 * A refusal, as RFC 9457 has it.
 */
export type Problem = {
    type: string;
    title: string;
    status: number;
    /**
     * What programs decide by; the list stands at each response.
     */
    code: string;
    /**
     * What is wrong this time.
     */
    detail: string;
    /**
     * Quote it when you ask for help.
     */
    requestId: string;
    /**
     * Every fault of the request.
     */
    errors?: Array<{
        /**
         * A JSON Pointer into the body, or a parameter's name.
         */
        path: string;
        message: string;
    }>;
    /**
     * With `forbidden`: the scope that is missing.
     */
    requiredScope?: string;
    /**
     * With `model_retired`: the model to use instead.
     */
    successor?: string;
    /**
     * With `incompatible_service`: who offers the model.
     */
    services?: Array<string>;
    /**
     * The names that look most like an unknown one.
     */
    suggestions?: Array<string>;
    /**
     * With `budget_exceeded`: what the task would cost.
     */
    estimatedCredits?: number;
    /**
     * With `budget_exceeded`: what is left.
     */
    freeCredits?: number;
    /**
     * With `queue_full`: how long the task would wait for its turn.
     */
    expectedWaitSeconds?: number;
    /**
     * With `rate_limited`: the limit that this would have broken.
     */
    exceeded?: 'read' | 'key-read' | 'write' | 'key-write' | 'create' | 'key-create' | 'open' | 'key-open' | 'upload-bytes' | 'key-upload-bytes';
    /**
     * With `confirmation_required`: what the repetition has to carry.
     */
    confirmationToken?: string;
    /**
     * With `confirmation_required`: until when the token is good.
     */
    expiresAt?: string;
};

/**
 * One page of tasks, newest first.
 */
export type TaskList = {
    items: Array<Task>;
    /**
     * Give it as `cursor` for the next page. Absent on the last.
     */
    nextCursor?: string;
};

export type Quotes = {
    items: Array<{
        /**
         * At most three decimals.
         */
        credits?: number;
        usd?: number;
        deprecation?: Departure;
        error?: RowError;
    }>;
};

/**
 * Of a row whose model is on its way out.
 */
export type Departure = {
    /**
     * Deprecated since.
     */
    date?: string;
    /**
     * When it goes, or went.
     */
    sunset?: string;
    /**
     * The model to use instead.
     */
    successor?: string;
};

/**
 * Why one row was refused; the others are not kept from being made.
 */
export type RowError = {
    status?: number;
    /**
     * As in a problem.
     */
    code: string;
    detail: string;
    errors?: Array<{
        /**
         * A JSON Pointer into the row.
         */
        path: string;
        message: string;
    }>;
};

export type Batch = {
    items: Array<{
        /**
         * 202, or the status that this row alone would have been refused with.
         */
        status: number;
        task?: Task;
        deprecation?: Departure;
        error?: RowError;
    }>;
};

/**
 * How far a task is; small enough to ask often.
 */
export type TaskProgress = {
    /**
     * 32 lowercase hex digits.
     */
    id: string;
    /**
     * - `PENDING`: being worked on
     * - `SUCCESS`: every output is in the archive
     * - `FAILED`: ended without all its outputs; `failCode` says why
     * - `CANCELED`: ended by its owner; where the provider had taken it already it runs out, and is settled then
     */
    status: 'PENDING' | 'SUCCESS' | 'FAILED' | 'CANCELED';
    /**
     * - `queued`: not yet sent to the provider
     * - `held`: waits for its turn at the provider until `startsAt`
     * - `submitting`: being sent to the provider
     * - `generating`: the provider is at work
     * - `archiving`: outputs are being copied into the archive
     * - `done`: ended
     * - `outcome_unknown`: the provider may or may not have taken the call; it is being asked
     */
    stage: 'queued' | 'held' | 'submitting' | 'generating' | 'archiving' | 'done' | 'outcome_unknown';
    /**
     * How often the paid call was claimed.
     */
    attempt: number;
    /**
     * When a held task has its turn. Where it waits behind others, that is an estimate: of the moment where the task is read by itself, of when it joined the queue in lists.
     */
    startsAt?: string;
    /**
     * Its place among those of its priority that wait for their turn at the provider: 1 is next. There where a held task is read by itself.
     */
    position?: number;
    /**
     * How long the model usually takes.
     */
    expectedSeconds?: number;
    /**
     * Ask again after so many seconds. Tells from how long the model usually takes and how long the task has been waited for: who obeys asks at most five times for a task that takes what is expected, and ever more seldom for one that takes long.
     */
    nextCheckSeconds?: number;
    /**
     * - `provider_rejected_input`: the provider refused the request. Billed: no. What to do: change the input. Error class: `PERMANENT`.
     * - `content_blocked`: the provider's policy refused it. Billed: as the provider says. What to do: change the prompt. Error class: `PERMANENT`.
     * - `provider_auth`: the provider refuses our key; sending stops until a probe goes through. Billed: no. What to do: the operator replaces the key; then retry. Error class: `AUTH_ERROR`.
     * - `insufficient_provider_credit`: the provider account is empty. Billed: no. What to do: the operator tops it up; then retry. Error class: `AUTH_ERROR`.
     * - `provider_unavailable`: it could not be submitted by its deadline, or the provider has switched the model off. Billed: no. What to do: retry. Error class: `TEMPORARY`.
     * - `generation_failed`: the provider took it and failed. Billed: as the provider says. What to do: retry. Error class: `TEMPORARY`.
     * - `empty_result`: the provider says success and names no file. Billed: as the provider says. What to do: retry. Error class: `TEMPORARY`.
     * - `timeout`: no end by the deadline (image, audio 30 min, video 2 h); looked at again after 6 h and 24 h. Billed: the estimate, until it is known; nothing where it was never sent. What to do: wait, or retry; what comes late is archived and marked `late`. Error class: `TEMPORARY`.
     * - `outcome_unknown`: nobody knows whether the provider took it; it was not sent again. Billed: the estimate, until an operator decides. What to do: the operator adopts, resubmits or writes it off; a retry is a new call, and may be paid besides. Error class: `UNKNOWN`.
     * - `input_expired`: an input file is gone, was out of reach for ten minutes, or is none that the model takes. Billed: no. What to do: give it again, or another. Error class: `PERMANENT`.
     * - `archive_failed`: outputs could not be fetched and kept in time; they may come home later. Billed: yes. What to do: retry. Error class: `TEMPORARY`.
     * - `output_rejected`: what came is not a picture, film or sound of the expected kind. Billed: yes. What to do: retry; report it. Error class: `PERMANENT`.
     * - `partial_result`: some outputs are kept in `assets`, others are lost. Billed: what was made. What to do: keep them, or retry. Error class: `TEMPORARY`.
     */
    failCode?: 'provider_rejected_input' | 'content_blocked' | 'provider_auth' | 'insufficient_provider_credit' | 'provider_unavailable' | 'generation_failed' | 'empty_result' | 'timeout' | 'outcome_unknown' | 'input_expired' | 'archive_failed' | 'output_rejected' | 'partial_result';
    /**
     * The reason in words.
     */
    failMsg?: string;
};

/**
 * What happened to a task, oldest first.
 */
export type TaskEvents = {
    items: Array<TaskEvent>;
    /**
     * Give it as `cursor` for the next page. Absent on the last.
     */
    nextCursor?: string;
};

/**
 * Something that happened to a task.
 */
export type TaskEvent = {
    /**
     * ISO-8601, UTC.
     */
    at: string;
    /**
     * - `task-created`: The task was stored.
     * - `run-started`: An execution was started again: the one before was gone, or something came after the end.
     * - `task-ended`: The task ended. `data` holds its status and cost and, where it failed, `failCode`.
     * - `task-canceled`: The owner canceled the task. Where `data.detached` is true the provider may still deliver, and the cost is settled later.
     * - `task-reopened`: An operator took the end back, because the outcome of a lost call became known.
     * - `task-settled`: The cost of a canceled task became known.
     * - `cost-adjusted`: The cost changed after it had been settled, or the provider confirmed it.
     * - `task-corrected`: What became of outputs of an ended task has changed: they came home after all, or are lost for good. `data` holds its status and, where it failed, `failCode`.
     * - `item-resubmitted`: An operator decided to have a lost call made again, as a task of its own.
     * - `item-written-off`: An operator decided that nothing more is done about a lost call.
     * - `job-slot-taken`: The job was given a time at which it may be sent: `data.startsAt`.
     * - `job-held`: The job is not sent before `data.startsAt`: the provider refuses our key or, where `data.cause` is `input`, an input cannot be reached. Where `data.cause` is `turn` it waits behind others for its turn at the provider, which is likely to come about then.
     * - `job-claimed`: The paid call is about to be made, with the account of the service that `data.account` names, or its first.
     * - `job-accepted`: The provider accepted the call; it calls the job `data.externalTaskId`.
     * - `job-answered`: The provider answered the call with the result itself: `data.outputs` files. It calls the job `data.externalTaskId`, if anything.
     * - `job-released`: The provider provably did not take the call. It is made again, not before `data.startsAt`.
     * - `job-refused`: The provider refused the call for good. Nothing was paid.
     * - `job-canceled`: The job will not be sent.
     * - `job-adopted`: A call of unknown outcome was found at the provider, as `data.externalTaskId`, and goes on.
     * - `input-unavailable`: An input cannot be had, so the call is not made.
     * - `outcome-unknown`: It is not known whether the provider took the call. It is not made again. `reason` holds what was answered, if anything, and `data.candidateIds` the ids in it, which are looked up at the provider.
     * - `callback-received`: A callback with the secret of the job arrived.
     * - `callback-id-rejected`: An id that a callback named belongs, by the provider’s own records, to another job.
     * - `completed-at-provider`: A query found that the provider is through with the job.
     * - `result-empty`: The provider says that the job succeeded, and names no file: `data.record` is what it said. It is asked again for five minutes.
     * - `result-undocumented`: The provider names its files in a place that is not documented: `data.record` is what it said.
     * - `result-refreshed`: The provider was asked for its result once more, because an output could not be fetched.
     * - `output-archived`: An output was copied into the archive, under `data.key`. `data.role` says what it is where it is no result.
     * - `output-lost`: An output was given up; `reason` says why.
     * - `notified`: A receiver of events was told: `data.receiver` (a webhook, or the address of a `callbackUrl`) of the event `data.event`, with `data.status`. Kept for 30 days.
     * - `notification-given-up`: A receiver of events was not told, and it is not tried again unless somebody asks for it: `reason` says why. Kept for 30 days.
     * - `other`: Something that another version of the service recorded and this one has no name for.
     */
    type: 'task-created' | 'run-started' | 'task-ended' | 'task-canceled' | 'task-reopened' | 'task-settled' | 'cost-adjusted' | 'task-corrected' | 'item-resubmitted' | 'item-written-off' | 'job-slot-taken' | 'job-held' | 'job-claimed' | 'job-accepted' | 'job-answered' | 'job-released' | 'job-refused' | 'job-canceled' | 'job-adopted' | 'input-unavailable' | 'outcome-unknown' | 'callback-received' | 'callback-id-rejected' | 'completed-at-provider' | 'result-empty' | 'result-undocumented' | 'result-refreshed' | 'output-archived' | 'output-lost' | 'notified' | 'notification-given-up' | 'other';
    /**
     * How often the paid call was claimed.
     */
    attempt: number;
    /**
     * - `client`: whoever holds the API key
     * - `workflow`: the workflow that drives the task
     * - `callback`: the provider, reporting back
     * - `sweeper`: the schedule that looks after what is stuck
     * - `operator`: somebody who runs this service
     * - `delivery`: what tells receivers of events
     */
    actor: 'client' | 'workflow' | 'callback' | 'sweeper' | 'operator' | 'delivery';
    reason?: string;
    data?: {
        [key: string]: string | number | boolean;
    };
};

/**
 * What became of a cancel.
 */
export type CanceledTask = {
    /**
     * - `canceled`: nothing was sent, and nothing is paid
     * - `detached`: it was sent already: the provider runs out, and the cost is settled then
     */
    outcome: 'canceled' | 'detached';
    task: Task;
};

/**
 * Who is asking, and what they may do.
 */
export type Caller = {
    /**
     * Whose tasks, files and money the key stands for.
     */
    owner: string;
    /**
     * The API key that the request was sent with. Its id names it, and opens nothing.
     */
    key?: {
        id: string;
        name?: string;
        /**
         * ISO-8601, UTC.
         */
        createdAt: string;
        /**
         * ISO-8601, UTC.
         */
        expiresAt?: string;
    };
    /**
     * The token for browsers that the request was sent with: what it opens, everything where it names nothing.
     */
    token?: {
        /**
         * The one task that it opens.
         */
        task?: string;
        /**
         * The `promptId` of the tasks that it opens.
         */
        prompt?: string;
        /**
         * It makes one upload.
         */
        upload?: true;
        /**
         * From then on it opens nothing.
         */
        expiresAt: string;
    };
    /**
     * What the key may do.
     */
    scopes: Array<'tasks:read' | 'tasks:write' | 'uploads:read' | 'uploads:write' | 'webhooks' | 'keys' | 'gallery:read' | 'gallery:write' | 'providers' | 'operator'>;
    /**
     * Whether the key is an operator’s.
     */
    operator: boolean;
    /**
     * The kinds of routes that are open to the key. Of those for keys a token for browsers opens single ones only: `token` and `scopes` say which.
     */
    access: Array<'open' | 'key' | 'operator'>;
    /**
     * What may be spent. Absent where no limit was ever set.
     */
    budget?: Budget;
    /**
     * What the owner may ask for. Absent for a token that a page may hold.
     */
    ownerLimits?: OwnerLimits;
    /**
     * Where clients connect to be told of tasks: a WebSocket.
     */
    liveUrl: string;
    /**
     * How much one request may carry or ask for.
     */
    limits: {
        /**
         * Of a JSON body, in bytes.
         */
        bodyBytes: number;
        /**
         * Tasks of one batch.
         */
        batchTasks: number;
        /**
         * Items of one page of a list.
         */
        pageItems: number;
        /**
         * What `Prefer: wait=n` waits at most.
         */
        waitSeconds: number;
        /**
         * Of an uploaded file, by what it is.
         */
        uploadBytes: {
            /**
             * In bytes.
             */
            image: number;
            /**
             * In bytes.
             */
            audio: number;
            /**
             * In bytes.
             */
            video: number;
        };
        /**
         * Of a file that is sent within a request, in bytes.
         */
        inlineUploadBytes: number;
        /**
         * Of a file that is fetched from elsewhere, in bytes.
         */
        fetchedUploadBytes: number;
    };
};

/**
 * What an owner may spend.
 */
export type Budget = {
    /**
     * In UTC.
     */
    month: string;
    /**
     * In UTC.
     */
    day: string;
    /**
     * Absent where the month has no limit.
     */
    monthly?: {
        /**
         * In credits, at most three decimals.
         */
        limitCredits: number;
        /**
         * Held for tasks that have not been settled.
         */
        reservedCredits: number;
        /**
         * In credits, at most three decimals.
         */
        spentCredits: number;
        /**
         * `limit` less `reserved` less `spent`: what new tasks may take. Nothing where the limit was lowered to less than has gone, or a price was above its estimate.
         */
        freeCredits: number;
    };
    /**
     * Absent where the day has no limit.
     */
    daily?: {
        /**
         * In credits, at most three decimals.
         */
        limitCredits: number;
        /**
         * Held for tasks that have not been settled.
         */
        reservedCredits: number;
        /**
         * In credits, at most three decimals.
         */
        spentCredits: number;
        /**
         * `limit` less `reserved` less `spent`: what new tasks may take. Nothing where the limit was lowered to less than has gone, or a price was above its estimate.
         */
        freeCredits: number;
    };
};

/**
 * What an owner may ask for. A limit that is absent is none.
 */
export type OwnerLimits = {
    /**
     * Requests that change nothing, of all keys together.
     */
    readsPerMinute?: number;
    /**
     * All other requests, of all keys together.
     */
    writesPerMinute?: number;
    /**
     * Requests of each key that change nothing.
     */
    keyReadsPerMinute?: number;
    /**
     * All other requests of each key.
     */
    keyWritesPerMinute?: number;
    /**
     * Tasks ordered: each row of a batch, each variation and retry counts.
     */
    createsPerMinute?: number;
    /**
     * The same of each key.
     */
    keyCreatesPerMinute?: number;
    /**
     * Tasks that have not ended, at once.
     */
    openTasks?: number;
    /**
     * The same of each key.
     */
    keyOpenTasks?: number;
    /**
     * Bytes of uploads that become ready in a day of UTC.
     */
    uploadBytesPerDay?: number;
    /**
     * The same of each key.
     */
    keyUploadBytesPerDay?: number;
    /**
     * So many turns the owner has where another of its class has one, while tasks of both wait for their turn at a provider; 1 where it is absent.
     */
    turnWeight?: number;
    /**
     * False: tasks of priority `high` are refused.
     */
    highPriority?: boolean;
};

/**
 * Month to date, by model.
 */
export type Usage = {
    /**
     * In UTC.
     */
    month: string;
    /**
     * In credits, at most three decimals.
     */
    credits: number;
    /**
     * The same in US dollars.
     */
    usd: number;
    models: Array<{
        model: string;
        /**
         * Those that were paid for.
         */
        tasks: number;
        /**
         * In credits, at most three decimals.
         */
        credits: number;
        /**
         * The same in US dollars.
         */
        usd: number;
    }>;
    /**
     * Absent where no limit was ever set.
     */
    budget?: Budget;
};

/**
 * The removal of everything that was yours at one moment.
 */
export type Erasure = {
    id: string;
    /**
     * - `running`: a worker is at it, or waits: read `waitingFor`
     * - `done`: nothing is left but what is `kept`
     */
    status: 'running' | 'done';
    /**
     * What was created by then goes.
     */
    at: string;
    /**
     * ISO-8601, UTC.
     */
    doneAt?: string;
    /**
     * What has been removed so far.
     */
    erased: {
        tasks: number;
        /**
         * Outputs; thumbnails go with them and are not counted.
         */
        files: number;
        uploads: number;
        /**
         * Your own accounts at providers, with their keys.
         */
        accounts: number;
        /**
         * Of outputs and uploads.
         */
        bytes: number;
    };
    /**
     * What has to end first.
     */
    waitingFor: {
        /**
         * The provider may still deliver, or a function may still be at work on them: for 20 minutes after the end.
         */
        tasks: number;
        /**
         * May still arrive, or an open task of after `at` needs them.
         */
        uploads: number;
    };
    /**
     * What is not removed.
     */
    kept: Array<'ledger_sums' | 'budget' | 'api_keys' | 'webhooks' | 'operator_decisions' | 'audit' | 'receipts'>;
    links: {
        self: string;
    };
};

/**
 * An account at a provider that an owner has brought.
 */
export type OwnProviderAccount = {
    service: string;
    /**
     * Whether it takes new calls.
     */
    state: 'open' | 'draining' | 'shut';
    /**
     * Why it is in this state, where somebody has said so.
     */
    reason?: string;
    /**
     * Since when; absent where nobody has ever changed it.
     */
    since?: string;
    /**
     * Whether its secret can be read, and has the form that the service wants.
     */
    secret: 'readable' | 'unreadable' | 'malformed';
    /**
     * Where calls go.
     */
    baseUrl: string;
    /**
     * What is sent with it at most.
     */
    limits: {
        /**
         * So many paid calls may be made …
         */
        creates: number;
        /**
         * … in so many milliseconds.
         */
        createsWindowMs: number;
        /**
         * So many questions may be asked …
         */
        questions?: number;
        /**
         * … in so many milliseconds.
         */
        questionsWindowMs?: number;
    };
    /**
     * About how many calls wait for their turn with it.
     */
    waiting: number;
    /**
     * Why the provider takes nothing with it for now: its key is refused, or it has too few credits.
     */
    refused: Array<'key' | 'credit'>;
};

/**
 * One page of keys, the oldest first, with those that have ended.
 */
export type ApiKeys = {
    items: Array<ApiKey>;
    /**
     * Give it as `cursor` for the next page. Absent on the last.
     */
    nextCursor?: string;
};

/**
 * An API key, without the key itself.
 */
export type ApiKey = {
    /**
     * Names the key, and opens nothing.
     */
    id: string;
    name?: string;
    /**
     * Whose tasks, files and money the key stands for.
     */
    owner: string;
    /**
     * What it may do.
     */
    scopes: Array<'tasks:read' | 'tasks:write' | 'uploads:read' | 'uploads:write' | 'webhooks' | 'keys' | 'gallery:read' | 'gallery:write' | 'providers' | 'operator'>;
    /**
     * - `active`: it opens what its scopes say
     * - `expired`: its time has ended
     * - `revoked`: it was taken out of use
     */
    status: 'active' | 'expired' | 'revoked';
    /**
     * ISO-8601, UTC.
     */
    createdAt: string;
    /**
     * The id of the key that it was made with, or `command line`. Absent for keys of versions that did not say.
     */
    createdBy?: string;
    /**
     * From then on it opens nothing.
     */
    expiresAt?: string;
    /**
     * ISO-8601, UTC.
     */
    revokedAt?: string;
    /**
     * The hour of its last use.
     */
    lastUsedAt?: string;
    /**
     * The id of the key that takes its place, once rotated.
     */
    replacedBy?: string;
};

/**
 * A new API key, with the key itself, this once.
 */
export type MadeApiKey = {
    /**
     * Names the key, and opens nothing.
     */
    id: string;
    name?: string;
    /**
     * Whose tasks, files and money the key stands for.
     */
    owner: string;
    /**
     * What it may do.
     */
    scopes: Array<'tasks:read' | 'tasks:write' | 'uploads:read' | 'uploads:write' | 'webhooks' | 'keys' | 'gallery:read' | 'gallery:write' | 'providers' | 'operator'>;
    /**
     * - `active`: it opens what its scopes say
     * - `expired`: its time has ended
     * - `revoked`: it was taken out of use
     */
    status: 'active' | 'expired' | 'revoked';
    /**
     * ISO-8601, UTC.
     */
    createdAt: string;
    /**
     * The id of the key that it was made with, or `command line`. Absent for keys of versions that did not say.
     */
    createdBy?: string;
    /**
     * From then on it opens nothing.
     */
    expiresAt?: string;
    /**
     * ISO-8601, UTC.
     */
    revokedAt?: string;
    /**
     * The hour of its last use.
     */
    lastUsedAt?: string;
    /**
     * The id of the key that takes its place, once rotated.
     */
    replacedBy?: string;
    /**
     * The key itself. It is shown this once; only its hash is kept.
     */
    key: string;
};

/**
 * A token that a page may hold.
 */
export type MadeToken = {
    /**
     * The token itself, to be sent like a key. It is not kept: nobody can show it again.
     */
    token: string;
    /**
     * Whose things it opens: all of them where it names no task, prompt or upload.
     */
    owner: string;
    /**
     * The one task that it opens.
     */
    task?: string;
    /**
     * The `promptId` of the tasks that it opens.
     */
    prompt?: string;
    /**
     * It makes one upload.
     */
    upload?: true;
    /**
     * What it may do.
     */
    scopes: Array<'tasks:read' | 'tasks:write' | 'uploads:read' | 'uploads:write' | 'webhooks' | 'keys' | 'gallery:read' | 'gallery:write' | 'providers' | 'operator'>;
    /**
     * From then on it opens nothing.
     */
    expiresAt: string;
};

/**
 * All your webhooks.
 */
export type Webhooks = {
    items: Array<Webhook>;
};

/**
 * An address that is told what happens to your tasks.
 */
export type Webhook = {
    /**
     * Names the webhook.
     */
    id: string;
    /**
     * Where events are sent.
     */
    url: string;
    /**
     * What it is told of; everything where absent.
     */
    events?: Array<'task.created' | 'task.stage_changed' | 'task.succeeded' | 'task.failed' | 'task.canceled' | 'task.late_result' | 'task.cost_final'>;
    description?: string;
    /**
     * Whether it gets anything.
     */
    enabled: boolean;
    /**
     * ISO-8601, UTC.
     */
    disabledAt?: string;
    /**
     * - `owner`: its owner has switched it off
     * - `gone`: its receiver answered 410
     * - `unreachable`: nothing has arrived there for five days
     */
    disabledReason?: 'owner' | 'gone' | 'unreachable';
    /**
     * Since when nothing has arrived; absent where the last one did.
     */
    failingSince?: string;
    /**
     * ISO-8601, UTC.
     */
    createdAt: string;
    /**
     * What events are signed with, the newest first: without the secrets themselves.
     */
    secrets: Array<{
        /**
         * ISO-8601, UTC.
         */
        createdAt: string;
        /**
         * From then on nothing is signed with it.
         */
        endsAt?: string;
    }>;
};

/**
 * A webhook with its newest secret, this once.
 */
export type MadeWebhook = {
    /**
     * Names the webhook.
     */
    id: string;
    /**
     * Where events are sent.
     */
    url: string;
    /**
     * What it is told of; everything where absent.
     */
    events?: Array<'task.created' | 'task.stage_changed' | 'task.succeeded' | 'task.failed' | 'task.canceled' | 'task.late_result' | 'task.cost_final'>;
    description?: string;
    /**
     * Whether it gets anything.
     */
    enabled: boolean;
    /**
     * ISO-8601, UTC.
     */
    disabledAt?: string;
    /**
     * - `owner`: its owner has switched it off
     * - `gone`: its receiver answered 410
     * - `unreachable`: nothing has arrived there for five days
     */
    disabledReason?: 'owner' | 'gone' | 'unreachable';
    /**
     * Since when nothing has arrived; absent where the last one did.
     */
    failingSince?: string;
    /**
     * ISO-8601, UTC.
     */
    createdAt: string;
    /**
     * What events are signed with, the newest first: without the secrets themselves.
     */
    secrets: Array<{
        /**
         * ISO-8601, UTC.
         */
        createdAt: string;
        /**
         * From then on nothing is signed with it.
         */
        endsAt?: string;
    }>;
    /**
     * What events are signed with, for libraries of Standard Webhooks. It is shown this once.
     */
    secret: string;
};

/**
 * What signs events for the `callbackUrl`s of your tasks.
 */
export type DefaultSecret = {
    /**
     * What is sent to `callbackUrl`s is signed with it.
     */
    secret: string;
    /**
     * What events are signed with, the newest first: without the secrets themselves.
     */
    secrets: Array<{
        /**
         * ISO-8601, UTC.
         */
        createdAt: string;
        /**
         * From then on nothing is signed with it.
         */
        endsAt?: string;
    }>;
};

/**
 * An event on its way to one webhook.
 */
export type Delivery = {
    /**
     * Of the event: what `webhook-id` says, the same for every try and every webhook.
     */
    id: string;
    /**
     * - `task.created`: a task was made
     * - `task.stage_changed`: an open task is at another stage
     * - `task.succeeded`: a task has ended, and every output is in the archive
     * - `task.failed`: a task has ended without all its outputs
     * - `task.canceled`: a task was ended by its owner
     * - `task.late_result`: what became of outputs after the end has changed how a task ended
     * - `task.cost_final`: what an ended task costs is known for good
     * - `webhook.test`: somebody tries whether it arrives
     * - `webhook.disabled`: another webhook of yours gets nothing any more
     */
    type: 'task.created' | 'task.stage_changed' | 'task.succeeded' | 'task.failed' | 'task.canceled' | 'task.late_result' | 'task.cost_final' | 'webhook.test' | 'webhook.disabled';
    /**
     * ISO-8601, UTC.
     */
    createdAt: string;
    taskId?: string;
    /**
     * Rises with the events of a task; 0 for what is about no task.
     */
    sequence: number;
    /**
     * - `pending`: it will be tried, or tried again
     * - `delivered`: its receiver has answered 2xx
     * - `dead`: it was given up: it is not tried again unless somebody asks for it
     */
    state: 'pending' | 'delivered' | 'dead';
    /**
     * Since it was last asked for.
     */
    tries: number;
    /**
     * Not before then it is tried again.
     */
    nextTryAt?: string;
    /**
     * The latest tries, the oldest first.
     */
    attempts: Array<{
        /**
         * ISO-8601, UTC.
         */
        at: string;
        /**
         * Until it was answered, or given up.
         */
        durationMs: number;
        /**
         * Of the answer; absent where there was none.
         */
        status?: number;
        /**
         * Why it has not arrived.
         */
        reason?: string;
        /**
         * How the answer begins, up to 1 KB.
         */
        answer?: string;
    }>;
    /**
     * Why it was given up.
     */
    reason?: string;
};

/**
 * One page of what was sent to a webhook, the newest first, of 30 days.
 */
export type Deliveries = {
    items: Array<Delivery>;
    /**
     * Give it as `cursor` for the next page. Absent on the last.
     */
    nextCursor?: string;
};

/**
 * What is delivered once more.
 */
export type Replay = {
    /**
     * How many events are delivered once more.
     */
    replayed: number;
    /**
     * There where more may be meant: send the same with this as `to`.
     */
    continueTo?: string;
};

/**
 * What `v1a` signatures are verified with, as a JSON Web Key Set.
 */
export type WebhookKeys = {
    keys: Array<{
        kty: 'OKP';
        crv: 'Ed25519';
        alg: 'EdDSA';
        use: 'sig';
        kid: string;
        /**
         * The public key: 32 bytes in base64url.
         */
        x: string;
    }>;
};

/**
 * One page of what was done, the oldest first.
 */
export type AuditLines = {
    items: Array<AuditLine>;
    /**
     * Give it as `cursor` for the next page. Absent on the last.
     */
    nextCursor?: string;
};

/**
 * That somebody has done what only operators may, or what cannot be undone.
 */
export type AuditLine = {
    /**
     * ISO-8601, UTC.
     */
    at: string;
    /**
     * The owner of the key that it was done with.
     */
    actor: string;
    /**
     * What was done. `key-made`: an API key was made; `key-revoked`: an API key was taken out of use; `key-rotated`: an API key got a successor, and an end; `token-made`: a token for browsers was made that opens the things of another owner; `tokens-ended`: all tokens for browsers were ended; `budget-set`: what an owner may spend was changed; `limits-set`: what an owner may ask for was changed; `account-secret-setting`: the key of an account at a provider is about to be written; `account-set`: an account at a provider was added or changed; `account-removed`: an account at a provider was removed; `item-adopted`: a lost call was taken up again under its provider id; `item-resubmitted`: a lost call was made anew; `item-written-off`: a lost call was written off; `item-looked-for`: a missing result is looked for at once; `settings-deploying`: a deployment that changes settings was begun; `settings-deployed`: it came to its end; `settings-not-deployed`: it failed, or was broken off; `erasure-requested`: everything of an owner is removed.
     */
    action: string;
    /**
     * Whose things it was done to.
     */
    owner: string;
    /**
     * What exactly: the id of an item or of an erasure.
     */
    subject?: string;
    /**
     * How it was; absent where there was nothing.
     */
    before?: {
        [key: string]: string | number | boolean;
    };
    after?: {
        [key: string]: string | number | boolean;
    };
    /**
     * The words of whoever did it.
     */
    reason?: string;
};

/**
 * One page of items, open and closed.
 */
export type OperatorItems = {
    items: Array<OperatorItem>;
    /**
     * There when more may follow.
     */
    nextCursor?: string;
};

/**
 * Something that only a person can decide.
 */
export type OperatorItem = {
    id: string;
    /**
     * - `outcome_unknown`: a paid call of which nobody knows whether the provider took it
     * - `output_missing`: a result that the provider made is not in the archive: it is looked for again, and an operator may have that done at once
     * - `stuck`: a task that its execution could not bring to an end, or that cannot be read: it was closed by what was on record, or waits for a person
     * - `orphan`: the provider names a job of ours that our record does not; it may have been paid twice
     * - `other`: of a kind that a newer version of the service knows and this one has no name for; that one decides it
     */
    kind: 'outcome_unknown' | 'output_missing' | 'stuck' | 'orphan' | 'other';
    /**
     * - `open`: to be decided
     * - `adopted`: the task was taken up again under `externalTaskId`
     * - `resubmitted`: made anew, as `newTaskId`
     * - `recovered`: what was missing came home
     * - `written-off`: nothing more is done
     * - `other`: in a state that a newer version of the service knows and this one has no name for
     */
    status: 'open' | 'adopted' | 'resubmitted' | 'recovered' | 'written-off' | 'other';
    taskId: string;
    owner: string;
    /**
     * Which of the paid calls of the task.
     */
    job: number;
    /**
     * Of the task, where it was there.
     */
    model?: string;
    service?: string;
    /**
     * The id at the provider, where one is known.
     */
    externalTaskId?: string;
    /**
     * With `outcome_unknown`: ids at the provider that the answer to the call, or signed callbacks for this job, named. One of them may be its own: look it up there, and adopt it.
     */
    candidateIds?: Array<string>;
    /**
     * With `outcome_unknown`: what the provider answered to the call, or why there is no answer.
     */
    cause?: string;
    /**
     * ISO-8601, UTC.
     */
    createdAt: string;
    /**
     * ISO-8601, UTC.
     */
    closedAt?: string;
    /**
     * The operator’s words.
     */
    reason?: string;
    /**
     * With `resubmitted`.
     */
    newTaskId?: string;
};

/**
 * What came of one decision on many items.
 */
export type DecidedItems = {
    /**
     * Closed now; with `archive-again`, looked for.
     */
    decided: Array<OperatorItem>;
    /**
     * Those that could not be decided so, as a decision on each alone would have been refused.
     */
    refused: Array<{
        id: string;
        code: string;
        detail: string;
    }>;
    /**
     * There when more may follow.
     */
    nextCursor?: string;
};

/**
 * What an owner may spend, and who has changed it.
 */
export type BudgetHistory = {
    /**
     * Absent where no limit was ever set.
     */
    budget?: Budget;
    /**
     * The newest first. A limit that is absent is none.
     */
    changes: Array<{
        /**
         * ISO-8601, UTC.
         */
        at: string;
        /**
         * The owner of the operator’s key.
         */
        by: string;
        /**
         * The operator’s words.
         */
        reason?: string;
        /**
         * Absent where nothing had been set before.
         */
        from?: {
            /**
             * In credits, at most three decimals.
             */
            monthlyCredits?: number;
            /**
             * In credits, at most three decimals.
             */
            dailyCredits?: number;
        };
        to: {
            /**
             * In credits, at most three decimals.
             */
            monthlyCredits?: number;
            /**
             * In credits, at most three decimals.
             */
            dailyCredits?: number;
        };
    }>;
};

/**
 * What holds for an owner, and what of it is set for him.
 */
export type LimitsOfOwner = {
    limits: OwnerLimits;
    /**
     * Those that are set for this owner; all others are what is usual here.
     */
    own: OwnerLimits;
};

/**
 * Our accounts at a provider.
 */
export type ProviderAccounts = {
    items: Array<ProviderAccount>;
    /**
     * There where no account takes calls any more.
     */
    warning?: string;
};

/**
 * One of our accounts at a provider.
 */
export type ProviderAccount = {
    service: string;
    /**
     * Its name; the first one is called `default`.
     */
    account: string;
    /**
     * Whether it takes new calls.
     */
    state: 'open' | 'draining' | 'shut';
    /**
     * Why it is in this state, where somebody has said so.
     */
    reason?: string;
    /**
     * Since when; absent where nobody has ever changed it.
     */
    since?: string;
    /**
     * Whether its secret can be read, and has the form that the service wants.
     */
    secret: 'readable' | 'unreadable' | 'malformed';
    /**
     * Where that lies in Secrets Manager; absent for the first, whose secret is the deployment’s own.
     */
    secretArn?: string;
    /**
     * Where calls go.
     */
    baseUrl: string;
    /**
     * What is sent with it at most.
     */
    limits: {
        /**
         * So many paid calls may be made …
         */
        creates: number;
        /**
         * … in so many milliseconds.
         */
        createsWindowMs: number;
        /**
         * So many questions may be asked …
         */
        questions?: number;
        /**
         * … in so many milliseconds.
         */
        questionsWindowMs?: number;
    };
    /**
     * About how many calls wait for their turn with it.
     */
    waiting: number;
    /**
     * Why the provider takes nothing with it for now: its key is refused, or it has too few credits.
     */
    refused: Array<'key' | 'credit'>;
};

/**
 * An account as it is now.
 */
export type SetProviderAccount = {
    account: ProviderAccount;
    /**
     * There where no account takes calls any more.
     */
    warning?: string;
};

/**
 * Where to send a file, once.
 */
export type UploadTicket = {
    id: string;
    /**
     * Send the bytes here.
     */
    uploadUrl: string;
    method: 'PUT';
    /**
     * To be sent with the bytes, exactly so.
     */
    headers: {
        [key: string]: string;
    };
    /**
     * Until then the address can be used.
     */
    expiresAt: string;
};

/**
 * Where to send a file in parts, in any order, several at once.
 */
export type UploadParts = {
    id: string;
    method: 'PUT';
    /**
     * How large each part is, but for the last.
     */
    partBytes: number;
    parts: Array<{
        /**
         * 1 is the beginning of the file.
         */
        number: number;
        /**
         * Its exact size; it is signed.
         */
        bytes: number;
        /**
         * Send the bytes of the part here. Left out where it has arrived.
         */
        uploadUrl?: string;
    }>;
    /**
     * Until then the addresses can be used; afterwards ask for the parts again.
     */
    expiresAt: string;
};

/**
 * A file that you brought.
 */
export type Upload = {
    id: string;
    fileName: string;
    /**
     * As its bytes say; while pending, as announced.
     */
    contentType?: string;
    bytes?: number;
    sha256?: string;
    /**
     * - `pending`: an address was handed out; send the bytes, then complete it
     * - `fetching`: a worker gets it from its address
     * - `ready`: it can be used
     * - `failed`: it will never be usable; `failMsg` says why
     */
    status: 'pending' | 'fetching' | 'ready' | 'failed';
    /**
     * Stable. Take it as an input of tasks.
     */
    url?: string;
    /**
     * Reads the bytes for an hour. Taken as an input as well.
     */
    downloadUrl?: string;
    /**
     * ISO-8601, UTC.
     */
    uploadedAt?: string;
    /**
     * ISO-8601, UTC.
     */
    expiresAt: string;
    daysUntilExpiry: number;
    /**
     * It is kept without its metadata; `sha256` is that of what is kept.
     */
    metadataStripped?: true;
    failMsg?: string;
};

/**
 * An address that reads one object of yours.
 */
export type StorageLink = {
    key: string;
    url: string;
    /**
     * ISO-8601, UTC.
     */
    expiresAt: string;
};

/**
 * One page of models, in the order of the catalogue.
 */
export type ModelList = {
    items: Array<ModelSummary>;
    /**
     * Give it as `cursor` for the next page. Absent on the last.
     */
    nextCursor?: string;
};

/**
 * A model without its input schema.
 */
export type ModelSummary = {
    id: string;
    aliases: Array<string>;
    title: string;
    vendor: string;
    /**
     * - `KIE`: Kie.ai
     * - `GOOGLE`: Google
     * - `AZURE`: Azure
     * - `OPENAI`: OpenAI
     */
    service: 'KIE' | 'GOOGLE' | 'AZURE' | 'OPENAI';
    media: Array<'image' | 'video' | 'audio'>;
    /**
     * - `active`: in service
     * - `beta`: in service, may still change
     * - `deprecated`: in service until its sunset
     * - `retired`: gone; creating with it is refused with 410
     * - `unavailable`: known, but cannot be called
     */
    status: 'active' | 'beta' | 'deprecated' | 'retired' | 'unavailable';
    wireIds: Array<string>;
    /**
     * The forms in which the provider has it; empty where it cannot be called.
     */
    forms: Array<{
        /**
         * What the provider calls it. Also works as `model`.
         */
        wireId: string;
        title: string;
        /**
         * - `image`: pictures
         * - `video`: films
         * - `audio`: sounds
         */
        media: 'image' | 'video' | 'audio';
        price: {
            /**
             * What the credits buy.
             */
            unit: string;
            /**
             * The first tier whose condition holds. None at all: no price is known.
             */
            tiers: Array<{
                when?: {
                    [key: string]: string | number | boolean | Array<string | number | boolean> | {
                        count: {
                            min?: number;
                            max?: number;
                        };
                    } | {
                        given: boolean;
                    };
                };
                credits: number;
                usd: number;
                /**
                 * Units assumed on top, of which only a file can tell.
                 */
                assumed?: number;
            }>;
            /**
             * The field that multiplies the tier.
             */
            times?: {
                field: string;
                by: 'value' | 'items' | 'characters';
                /**
                 * Divided by this, or by that field.
                 */
                per?: number | string;
                /**
                 * In a list of groups: the member that counts.
                 */
                member?: string;
                /**
                 * So many are free.
                 */
                beyond?: number;
            };
            /**
             * What input costs besides.
             */
            extras?: Array<{
                unit: string;
                credits: number;
                times: {
                    field: string;
                    by: 'value' | 'items' | 'characters';
                    /**
                     * Divided by this, or by that field.
                     */
                    per?: number | string;
                    /**
                     * In a list of groups: the member that counts.
                     */
                    member?: string;
                    /**
                     * So many are free.
                     */
                    beyond?: number;
                };
            }>;
            /**
             * How many units are assumed where the request does not say.
             */
            assumed?: number;
            /**
             * Where no price is known: what is held of a budget for one call, the dearest of its family.
             */
            held?: number;
            /**
             * The last day of a promotion; the price after it is not known.
             */
            until?: string;
            source: string;
            date: string;
        };
        /**
         * What fields ask of one another.
         */
        rules: Array<string>;
        /**
         * The fields that take files; those within groups are not among them.
         */
        files: Array<{
            field: string;
            required: boolean;
            /**
             * Absent: as many as you like.
             */
            maxFiles?: number;
            /**
             * Media types, or `image*` for all of a kind; empty: whatever can be uploaded.
             */
            accept: Array<string>;
            /**
             * Absent: what any file of its kind may have.
             */
            maxBytes?: number;
        }>;
        /**
         * An input that works.
         */
        example: {
            [key: string]: unknown;
        };
    }>;
    capabilities: Array<'text-to-image' | 'image-to-image' | 'text-to-video' | 'image-to-video' | 'video-to-video' | 'audio-to-video' | 'text-to-audio' | 'audio-to-audio' | 'first-and-last-frame' | 'reference-images' | 'style-reference' | 'mask' | 'follow-up' | 'sound' | 'negative-prompt' | 'seed' | 'batch' | 'watermark' | 'callback'>;
    limits: {
        /**
         * Most paid calls of one task.
         */
        maxJobs: number;
        /**
         * A task of this model has ended by then.
         */
        deadlineSeconds: number;
    };
    expectedSeconds: number;
    lifecycle: {
        /**
         * - `active`: in service
         * - `beta`: in service, may still change
         * - `deprecated`: in service until its sunset
         * - `retired`: gone; creating with it is refused with 410
         * - `unavailable`: known, but cannot be called
         */
        status: 'active' | 'beta' | 'deprecated' | 'retired' | 'unavailable';
        reason?: string;
        deprecatedAt?: string;
        sunset?: string;
        /**
         * The model to use instead.
         */
        successor?: string;
    };
    source: {
        url: string;
        date: string;
    };
    /**
     * `providerParams` that work.
     */
    example?: {
        [key: string]: unknown;
    };
};

/**
 * A model with everything known about it.
 */
export type Model = {
    id: string;
    aliases: Array<string>;
    title: string;
    vendor: string;
    /**
     * - `KIE`: Kie.ai
     * - `GOOGLE`: Google
     * - `AZURE`: Azure
     * - `OPENAI`: OpenAI
     */
    service: 'KIE' | 'GOOGLE' | 'AZURE' | 'OPENAI';
    media: Array<'image' | 'video' | 'audio'>;
    /**
     * - `active`: in service
     * - `beta`: in service, may still change
     * - `deprecated`: in service until its sunset
     * - `retired`: gone; creating with it is refused with 410
     * - `unavailable`: known, but cannot be called
     */
    status: 'active' | 'beta' | 'deprecated' | 'retired' | 'unavailable';
    wireIds: Array<string>;
    /**
     * The forms in which the provider has it; empty where it cannot be called.
     */
    forms: Array<{
        /**
         * What the provider calls it. Also works as `model`.
         */
        wireId: string;
        title: string;
        /**
         * - `image`: pictures
         * - `video`: films
         * - `audio`: sounds
         */
        media: 'image' | 'video' | 'audio';
        price: {
            /**
             * What the credits buy.
             */
            unit: string;
            /**
             * The first tier whose condition holds. None at all: no price is known.
             */
            tiers: Array<{
                when?: {
                    [key: string]: string | number | boolean | Array<string | number | boolean> | {
                        count: {
                            min?: number;
                            max?: number;
                        };
                    } | {
                        given: boolean;
                    };
                };
                credits: number;
                usd: number;
                /**
                 * Units assumed on top, of which only a file can tell.
                 */
                assumed?: number;
            }>;
            /**
             * The field that multiplies the tier.
             */
            times?: {
                field: string;
                by: 'value' | 'items' | 'characters';
                /**
                 * Divided by this, or by that field.
                 */
                per?: number | string;
                /**
                 * In a list of groups: the member that counts.
                 */
                member?: string;
                /**
                 * So many are free.
                 */
                beyond?: number;
            };
            /**
             * What input costs besides.
             */
            extras?: Array<{
                unit: string;
                credits: number;
                times: {
                    field: string;
                    by: 'value' | 'items' | 'characters';
                    /**
                     * Divided by this, or by that field.
                     */
                    per?: number | string;
                    /**
                     * In a list of groups: the member that counts.
                     */
                    member?: string;
                    /**
                     * So many are free.
                     */
                    beyond?: number;
                };
            }>;
            /**
             * How many units are assumed where the request does not say.
             */
            assumed?: number;
            /**
             * Where no price is known: what is held of a budget for one call, the dearest of its family.
             */
            held?: number;
            /**
             * The last day of a promotion; the price after it is not known.
             */
            until?: string;
            source: string;
            date: string;
        };
        /**
         * What fields ask of one another.
         */
        rules: Array<string>;
        /**
         * The fields that take files; those within groups are not among them.
         */
        files: Array<{
            field: string;
            required: boolean;
            /**
             * Absent: as many as you like.
             */
            maxFiles?: number;
            /**
             * Media types, or `image*` for all of a kind; empty: whatever can be uploaded.
             */
            accept: Array<string>;
            /**
             * Absent: what any file of its kind may have.
             */
            maxBytes?: number;
        }>;
        /**
         * An input that works.
         */
        example: {
            [key: string]: unknown;
        };
    }>;
    capabilities: Array<'text-to-image' | 'image-to-image' | 'text-to-video' | 'image-to-video' | 'video-to-video' | 'audio-to-video' | 'text-to-audio' | 'audio-to-audio' | 'first-and-last-frame' | 'reference-images' | 'style-reference' | 'mask' | 'follow-up' | 'sound' | 'negative-prompt' | 'seed' | 'batch' | 'watermark' | 'callback'>;
    limits: {
        /**
         * Most paid calls of one task.
         */
        maxJobs: number;
        /**
         * A task of this model has ended by then.
         */
        deadlineSeconds: number;
    };
    expectedSeconds: number;
    lifecycle: {
        /**
         * - `active`: in service
         * - `beta`: in service, may still change
         * - `deprecated`: in service until its sunset
         * - `retired`: gone; creating with it is refused with 410
         * - `unavailable`: known, but cannot be called
         */
        status: 'active' | 'beta' | 'deprecated' | 'retired' | 'unavailable';
        reason?: string;
        deprecatedAt?: string;
        sunset?: string;
        /**
         * The model to use instead.
         */
        successor?: string;
    };
    source: {
        url: string;
        date: string;
    };
    /**
     * `providerParams` that work.
     */
    example?: {
        [key: string]: unknown;
    };
    /**
     * JSON Schema 2020-12 of `providerParams`. Absent where the model cannot be called.
     */
    inputSchema?: {
        [key: string]: unknown;
    };
};

export type Compatibility = {
    services: Array<string>;
    models: Array<{
        id: string;
        services: {
            [key: string]: 'active' | 'beta' | 'deprecated' | 'retired' | 'unavailable';
        };
    }>;
};

/**
 * The service answers. It says nothing about the provider.
 */
export type Health = {
    status: 'ok';
    service: 'darkroom';
    version: string;
    /**
     * ISO-8601, UTC.
     */
    time: string;
};

export type { FileInput };

export type ListTasksData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only tasks of this `promptId`.
         */
        promptId?: string;
        /**
         * Only tasks with a job that the provider calls so.
         */
        externalTaskId?: string;
        /**
         * Only tasks in this status.
         */
        status?: 'PENDING' | 'SUCCESS' | 'FAILED' | 'CANCELED';
        /**
         * Only tasks of this model, by public or by wire id.
         */
        model?: string;
        /**
         * Only tasks at this service.
         */
        service?: string;
        /**
         * Only tasks that make this.
         */
        media?: 'image' | 'video' | 'audio';
        /**
         * Only tasks of this priority.
         */
        priority?: 'high' | 'normal' | 'low';
        /**
         * Created at this time or later.
         */
        from?: string;
        /**
         * Created at this time or before.
         */
        to?: string;
        /**
         * How many to a page.
         */
        limit?: number;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/generation/tasks';
};

export type ListTasksErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ListTasksError = ListTasksErrors[keyof ListTasksErrors];

export type ListTasksResponses = {
    /**
     * One page. `nextCursor` is there while more may follow.
     */
    200: TaskList;
};

export type ListTasksResponse = ListTasksResponses[keyof ListTasksResponses];

export type CreateTaskData = {
    body: CreateTask;
    headers?: {
        /**
         * Your name for this order. Sent again with the same body, it is answered with the task of the first time, and nothing is paid twice. Good for seven days. Visible ASCII.
         */
        'Idempotency-Key'?: string;
        /**
         * `wait=n`: answer when the task has ended, or after n seconds (at most 25).
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/generation/tasks';
};

export type CreateTaskErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `budget_exceeded`: The estimate is more than what is free of the budget: `estimatedCredits`, `freeCredits`.
     */
    402: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     * - `feature_disabled`: The deployment does not make media of this kind: its models are in no list.
     */
    403: Problem;
    /**
     * - `model_retired`: The model is gone at the provider. `successor` names the one to use.
     */
    410: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     * - `unknown_model`: No service has a model of this name. `suggestions` names the nearest.
     * - `incompatible_service`: This service does not offer the model. `services` names those at which it can be called; where there are none, `suggestions` names what can be called instead.
     * - `idempotency_key_reused`: The `Idempotency-Key` came before with another body.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `queue_full`: So many tasks wait for their turn at the provider that this one would have to wait too long: `expectedWaitSeconds`, and `Retry-After`.
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateTaskError = CreateTaskErrors[keyof CreateTaskErrors];

export type CreateTaskResponses = {
    /**
     * The task has ended within the time given by `Prefer: wait=n`.
     */
    200: Task;
    /**
     * The task is accepted.
     */
    202: Task;
};

export type CreateTaskResponse = CreateTaskResponses[keyof CreateTaskResponses];

export type CreateImageData = {
    body: ShortTask;
    headers?: {
        /**
         * Your name for this order. Sent again with the same body, it is answered with the task of the first time, and nothing is paid twice. Good for seven days. Visible ASCII.
         */
        'Idempotency-Key'?: string;
        /**
         * `wait=n`: answer when the task has ended, or after n seconds (at most 25).
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/generation/image';
};

export type CreateImageErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `budget_exceeded`: The estimate is more than what is free of the budget: `estimatedCredits`, `freeCredits`.
     */
    402: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     * - `feature_disabled`: The deployment does not make media of this kind: its models are in no list.
     */
    403: Problem;
    /**
     * - `model_retired`: The model is gone at the provider. `successor` names the one to use.
     */
    410: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     * - `unknown_model`: No service has a model of this name. `suggestions` names the nearest.
     * - `incompatible_service`: This service does not offer the model. `services` names those at which it can be called; where there are none, `suggestions` names what can be called instead.
     * - `idempotency_key_reused`: The `Idempotency-Key` came before with another body.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `queue_full`: So many tasks wait for their turn at the provider that this one would have to wait too long: `expectedWaitSeconds`, and `Retry-After`.
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateImageError = CreateImageErrors[keyof CreateImageErrors];

export type CreateImageResponses = {
    /**
     * The task has ended within the time given by `Prefer: wait=n`.
     */
    200: Task;
    /**
     * The task is accepted.
     */
    202: Task;
};

export type CreateImageResponse = CreateImageResponses[keyof CreateImageResponses];

export type CreateVideoData = {
    body: ShortTask;
    headers?: {
        /**
         * Your name for this order. Sent again with the same body, it is answered with the task of the first time, and nothing is paid twice. Good for seven days. Visible ASCII.
         */
        'Idempotency-Key'?: string;
        /**
         * `wait=n`: answer when the task has ended, or after n seconds (at most 25).
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/generation/video';
};

export type CreateVideoErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `budget_exceeded`: The estimate is more than what is free of the budget: `estimatedCredits`, `freeCredits`.
     */
    402: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     * - `feature_disabled`: The deployment does not make media of this kind: its models are in no list.
     */
    403: Problem;
    /**
     * - `model_retired`: The model is gone at the provider. `successor` names the one to use.
     */
    410: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     * - `unknown_model`: No service has a model of this name. `suggestions` names the nearest.
     * - `incompatible_service`: This service does not offer the model. `services` names those at which it can be called; where there are none, `suggestions` names what can be called instead.
     * - `idempotency_key_reused`: The `Idempotency-Key` came before with another body.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `queue_full`: So many tasks wait for their turn at the provider that this one would have to wait too long: `expectedWaitSeconds`, and `Retry-After`.
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateVideoError = CreateVideoErrors[keyof CreateVideoErrors];

export type CreateVideoResponses = {
    /**
     * The task has ended within the time given by `Prefer: wait=n`.
     */
    200: Task;
    /**
     * The task is accepted.
     */
    202: Task;
};

export type CreateVideoResponse = CreateVideoResponses[keyof CreateVideoResponses];

export type CreateAudioData = {
    body: ShortTask;
    headers?: {
        /**
         * Your name for this order. Sent again with the same body, it is answered with the task of the first time, and nothing is paid twice. Good for seven days. Visible ASCII.
         */
        'Idempotency-Key'?: string;
        /**
         * `wait=n`: answer when the task has ended, or after n seconds (at most 25).
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/generation/audio';
};

export type CreateAudioErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `budget_exceeded`: The estimate is more than what is free of the budget: `estimatedCredits`, `freeCredits`.
     */
    402: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     * - `feature_disabled`: The deployment does not make media of this kind: its models are in no list.
     */
    403: Problem;
    /**
     * - `model_retired`: The model is gone at the provider. `successor` names the one to use.
     */
    410: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     * - `unknown_model`: No service has a model of this name. `suggestions` names the nearest.
     * - `incompatible_service`: This service does not offer the model. `services` names those at which it can be called; where there are none, `suggestions` names what can be called instead.
     * - `idempotency_key_reused`: The `Idempotency-Key` came before with another body.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `queue_full`: So many tasks wait for their turn at the provider that this one would have to wait too long: `expectedWaitSeconds`, and `Retry-After`.
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateAudioError = CreateAudioErrors[keyof CreateAudioErrors];

export type CreateAudioResponses = {
    /**
     * The task has ended within the time given by `Prefer: wait=n`.
     */
    200: Task;
    /**
     * The task is accepted.
     */
    202: Task;
};

export type CreateAudioResponse = CreateAudioResponses[keyof CreateAudioResponses];

export type QuoteTasksData = {
    body: CreateBatch;
    path?: never;
    query?: never;
    url: '/api/v1/generation/quotes';
};

export type QuoteTasksErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type QuoteTasksError = QuoteTasksErrors[keyof QuoteTasksErrors];

export type QuoteTasksResponses = {
    /**
     * An estimate for each request, or why it would be refused.
     */
    200: Quotes;
};

export type QuoteTasksResponse = QuoteTasksResponses[keyof QuoteTasksResponses];

export type CreateBatchData = {
    body: CreateBatch;
    headers?: {
        /**
         * Your name for this order. Sent again with the same body, it is answered with the task of the first time, and nothing is paid twice. Good for seven days. Visible ASCII.
         */
        'Idempotency-Key'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/generation/batches';
};

export type CreateBatchErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateBatchError = CreateBatchErrors[keyof CreateBatchErrors];

export type CreateBatchResponses = {
    /**
     * What became of every row, in order.
     */
    202: Batch;
};

export type CreateBatchResponse = CreateBatchResponses[keyof CreateBatchResponses];

export type VaryTaskData = {
    body: Variations;
    headers?: {
        /**
         * Your name for this order. Sent again with the same body, it is answered with the task of the first time, and nothing is paid twice. Good for seven days. Visible ASCII.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The id of a task.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/generation/tasks/{id}/variations';
};

export type VaryTaskErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type VaryTaskError = VaryTaskErrors[keyof VaryTaskErrors];

export type VaryTaskResponses = {
    /**
     * What became of every variation, in order.
     */
    202: Batch;
};

export type VaryTaskResponse = VaryTaskResponses[keyof VaryTaskResponses];

export type TaskHistoryData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Only tasks of this `promptId`.
         */
        promptId?: string;
        /**
         * Only tasks with a job that the provider calls so.
         */
        externalTaskId?: string;
        /**
         * Only tasks in this status.
         */
        status?: 'PENDING' | 'SUCCESS' | 'FAILED' | 'CANCELED';
        /**
         * Only tasks of this model, by public or by wire id.
         */
        model?: string;
        /**
         * Only tasks at this service.
         */
        service?: string;
        /**
         * Only tasks that make this.
         */
        media?: 'image' | 'video' | 'audio';
        /**
         * Only tasks of this priority.
         */
        priority?: 'high' | 'normal' | 'low';
        /**
         * Created at this time or later.
         */
        from?: string;
        /**
         * Created at this time or before.
         */
        to?: string;
        /**
         * How many to a page.
         */
        limit?: number;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/generation/history';
};

export type TaskHistoryErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type TaskHistoryError = TaskHistoryErrors[keyof TaskHistoryErrors];

export type TaskHistoryResponses = {
    /**
     * One page. `nextCursor` is there while more may follow.
     */
    200: TaskList;
};

export type TaskHistoryResponse = TaskHistoryResponses[keyof TaskHistoryResponses];

export type TasksOfPromptData = {
    body?: never;
    path?: never;
    query: {
        /**
         * Of which prompt.
         */
        promptId: string;
    };
    url: '/api/generation/tasks';
};

export type TasksOfPromptErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type TasksOfPromptError = TasksOfPromptErrors[keyof TasksOfPromptErrors];

export type TasksOfPromptResponses = {
    /**
     * Newest first.
     */
    200: Array<Task>;
};

export type TasksOfPromptResponse = TasksOfPromptResponses[keyof TasksOfPromptResponses];

export type DeleteTaskData = {
    body?: never;
    path: {
        /**
         * The id of a task.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/generation/tasks/{id}';
};

export type DeleteTaskErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `not_deletable`: The task has not ended, or the provider may still deliver.
     */
    409: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type DeleteTaskError = DeleteTaskErrors[keyof DeleteTaskErrors];

export type DeleteTaskResponses = {
    /**
     * It is gone.
     */
    204: void;
};

export type DeleteTaskResponse = DeleteTaskResponses[keyof DeleteTaskResponses];

export type ReadTaskData = {
    body?: never;
    path: {
        /**
         * The id of a task.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/generation/tasks/{id}';
};

export type ReadTaskErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadTaskError = ReadTaskErrors[keyof ReadTaskErrors];

export type ReadTaskResponses = {
    /**
     * The task.
     */
    200: Task;
};

export type ReadTaskResponse = ReadTaskResponses[keyof ReadTaskResponses];

export type ReadTaskStatusData = {
    body?: never;
    headers?: {
        /**
         * An `ETag` seen before; 304 where nothing has changed.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * The id of a task.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/generation/tasks/{id}/status';
};

export type ReadTaskStatusErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadTaskStatusError = ReadTaskStatusErrors[keyof ReadTaskStatusErrors];

export type ReadTaskStatusResponses = {
    /**
     * How far the task is.
     */
    200: TaskProgress;
};

export type ReadTaskStatusResponse = ReadTaskStatusResponses[keyof ReadTaskStatusResponses];

export type ReadTaskEventsData = {
    body?: never;
    path: {
        /**
         * The id of a task.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/generation/tasks/{id}/events';
};

export type ReadTaskEventsErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadTaskEventsError = ReadTaskEventsErrors[keyof ReadTaskEventsErrors];

export type ReadTaskEventsResponses = {
    /**
     * The timeline.
     */
    200: TaskEvents;
};

export type ReadTaskEventsResponse = ReadTaskEventsResponses[keyof ReadTaskEventsResponses];

export type CancelTaskData = {
    body?: never;
    path: {
        /**
         * The id of a task.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/generation/tasks/{id}/cancel';
};

export type CancelTaskErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `not_cancelable`: The task has ended already.
     */
    409: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CancelTaskError = CancelTaskErrors[keyof CancelTaskErrors];

export type CancelTaskResponses = {
    /**
     * The task is canceled.
     */
    200: CanceledTask;
};

export type CancelTaskResponse = CancelTaskResponses[keyof CancelTaskResponses];

export type RetryTaskData = {
    body?: never;
    headers?: {
        /**
         * Your name for this order. Sent again with the same body, it is answered with the task of the first time, and nothing is paid twice. Good for seven days. Visible ASCII.
         */
        'Idempotency-Key'?: string;
    };
    path: {
        /**
         * The id of a task.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/generation/tasks/{id}/retry';
};

export type RetryTaskErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `budget_exceeded`: The estimate is more than what is free of the budget: `estimatedCredits`, `freeCredits`.
     */
    402: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     * - `feature_disabled`: The deployment does not make media of this kind: its models are in no list.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `not_retryable`: Only a task that failed or was canceled can be retried.
     */
    409: Problem;
    /**
     * - `model_retired`: The model is gone at the provider. `successor` names the one to use.
     */
    410: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     * - `unknown_model`: No service has a model of this name. `suggestions` names the nearest.
     * - `incompatible_service`: This service does not offer the model. `services` names those at which it can be called; where there are none, `suggestions` names what can be called instead.
     * - `idempotency_key_reused`: The `Idempotency-Key` came before with another body.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `queue_full`: So many tasks wait for their turn at the provider that this one would have to wait too long: `expectedWaitSeconds`, and `Retry-After`.
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type RetryTaskError = RetryTaskErrors[keyof RetryTaskErrors];

export type RetryTaskResponses = {
    /**
     * The new task is accepted.
     */
    202: Task;
};

export type RetryTaskResponse = RetryTaskResponses[keyof RetryTaskResponses];

export type ReadCallerData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/me';
};

export type ReadCallerErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadCallerError = ReadCallerErrors[keyof ReadCallerErrors];

export type ReadCallerResponses = {
    /**
     * You.
     */
    200: Caller;
};

export type ReadCallerResponse = ReadCallerResponses[keyof ReadCallerResponses];

export type ReadUsageData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/usage';
};

export type ReadUsageErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadUsageError = ReadUsageErrors[keyof ReadUsageErrors];

export type ReadUsageResponses = {
    /**
     * Month to date.
     */
    200: Usage;
};

export type ReadUsageResponse = ReadUsageResponses[keyof ReadUsageResponses];

export type EraseDataData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * As it was handed out with `confirmation_required`; good for ten minutes.
         */
        confirmationToken?: string;
        /**
         * Why; it stands in the audit.
         */
        reason?: string;
    };
    url: '/api/v1/me/data';
};

export type EraseDataErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `confirmation_required`: Nothing has happened yet: send the same again with `confirmationToken`, until `expiresAt`.
     */
    428: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type EraseDataError = EraseDataErrors[keyof EraseDataErrors];

export type EraseDataResponses = {
    /**
     * It has begun.
     */
    202: Erasure;
};

export type EraseDataResponse = EraseDataResponses[keyof EraseDataResponses];

export type ReadErasureData = {
    body?: never;
    path: {
        /**
         * The id of an erasure.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/me/erasures/{id}';
};

export type ReadErasureErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadErasureError = ReadErasureErrors[keyof ReadErasureErrors];

export type ReadErasureResponses = {
    /**
     * The receipt.
     */
    200: Erasure;
};

export type ReadErasureResponse = ReadErasureResponses[keyof ReadErasureResponses];

export type RemoveOwnAccountData = {
    body?: never;
    path: {
        /**
         * The provider, as tasks name it.
         */
        service: 'KIE';
    };
    query?: {
        /**
         * Why; it stands in the audit.
         */
        reason?: string;
    };
    url: '/api/v1/me/providers/{service}';
};

export type RemoveOwnAccountErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type RemoveOwnAccountError = RemoveOwnAccountErrors[keyof RemoveOwnAccountErrors];

export type RemoveOwnAccountResponses = {
    /**
     * It is gone.
     */
    204: void;
};

export type RemoveOwnAccountResponse = RemoveOwnAccountResponses[keyof RemoveOwnAccountResponses];

export type ReadOwnAccountData = {
    body?: never;
    path: {
        /**
         * The provider, as tasks name it.
         */
        service: 'KIE';
    };
    query?: never;
    url: '/api/v1/me/providers/{service}';
};

export type ReadOwnAccountErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadOwnAccountError = ReadOwnAccountErrors[keyof ReadOwnAccountErrors];

export type ReadOwnAccountResponses = {
    /**
     * The account.
     */
    200: OwnProviderAccount;
};

export type ReadOwnAccountResponse = ReadOwnAccountResponses[keyof ReadOwnAccountResponses];

export type SetOwnAccountData = {
    body: {
        /**
         * `open`: it takes calls, as a new one does where nothing is said · `draining`: no new ones; what it has made comes to its end · `shut`: the same, and its balance is not asked for.
         */
        state?: 'open' | 'draining' | 'shut';
        /**
         * The key of the account at the provider. No answer and no log holds it.
         */
        apiKey?: string;
        /**
         * What its callbacks are signed with: the current one first, then those before.
         */
        webhookKeys?: Array<string>;
        /**
         * Why; it stands with the account and in the audit.
         */
        reason?: string;
    };
    path: {
        /**
         * The provider, as tasks name it.
         */
        service: 'KIE';
    };
    query?: never;
    url: '/api/v1/me/providers/{service}';
};

export type SetOwnAccountErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type SetOwnAccountError = SetOwnAccountErrors[keyof SetOwnAccountErrors];

export type SetOwnAccountResponses = {
    /**
     * The account as it is now.
     */
    200: OwnProviderAccount;
};

export type SetOwnAccountResponse = SetOwnAccountResponses[keyof SetOwnAccountResponses];

export type ListKeysData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Whose keys, where an operator asks; your own otherwise.
         */
        owner?: string;
        limit?: number;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/keys';
};

export type ListKeysErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ListKeysError = ListKeysErrors[keyof ListKeysErrors];

export type ListKeysResponses = {
    /**
     * One page.
     */
    200: ApiKeys;
};

export type ListKeysResponse = ListKeysResponses[keyof ListKeysResponses];

export type CreateKeyData = {
    body: {
        /**
         * For you, to tell keys apart.
         */
        name?: string;
        /**
         * Whose keys, where an operator asks; your own otherwise.
         */
        owner?: string;
        /**
         * What it may do: nothing that the key that asks may not do itself.
         */
        scopes: Array<'tasks:read' | 'tasks:write' | 'uploads:read' | 'uploads:write' | 'webhooks' | 'keys' | 'gallery:read' | 'gallery:write' | 'providers' | 'operator'>;
        /**
         * From then on it opens nothing; never where absent.
         */
        expiresAt?: string;
        /**
         * Why; it stands in the audit.
         */
        reason?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/keys';
};

export type CreateKeyErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateKeyError = CreateKeyErrors[keyof CreateKeyErrors];

export type CreateKeyResponses = {
    /**
     * The key.
     */
    201: MadeApiKey;
};

export type CreateKeyResponse = CreateKeyResponses[keyof CreateKeyResponses];

export type RevokeKeyData = {
    body?: never;
    path: {
        /**
         * The whole id of a key.
         */
        id: string;
    };
    query?: {
        /**
         * Why; it stands in the audit.
         */
        reason?: string;
    };
    url: '/api/v1/keys/{id}';
};

export type RevokeKeyErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type RevokeKeyError = RevokeKeyErrors[keyof RevokeKeyErrors];

export type RevokeKeyResponses = {
    /**
     * It is out of use.
     */
    204: void;
};

export type RevokeKeyResponse = RevokeKeyResponses[keyof RevokeKeyResponses];

export type RotateKeyData = {
    body?: {
        /**
         * How long the one before stays good; 0 revokes it at once.
         */
        overlapSeconds?: number;
        /**
         * The end of the new key. Where absent it lives as long as the one before was to live.
         */
        expiresAt?: string;
        /**
         * Why; it stands in the audit.
         */
        reason?: string;
    };
    path: {
        /**
         * The whole id of a key.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/keys/{id}/rotate';
};

export type RotateKeyErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type RotateKeyError = RotateKeyErrors[keyof RotateKeyErrors];

export type RotateKeyResponses = {
    /**
     * The successor.
     */
    201: MadeApiKey;
};

export type RotateKeyResponse = RotateKeyResponses[keyof RotateKeyResponses];

export type CreateTokenData = {
    body: {
        /**
         * The id of the one task that it reads.
         */
        task: string;
        /**
         * What it may do, of what you may do yourself.
         */
        scopes: [
            'tasks:read'
        ];
        /**
         * How long it is good. It ends no later than the credential that it was made with.
         */
        ttlSeconds?: number;
    } | {
        /**
         * The `promptId` of the tasks that it reads.
         */
        prompt: string;
        /**
         * What it may do, of what you may do yourself.
         */
        scopes: [
            'tasks:read'
        ];
        /**
         * How long it is good. It ends no later than the credential that it was made with.
         */
        ttlSeconds?: number;
    } | {
        /**
         * Your own name: it reads all that is yours, as far as its scopes go. An operator names any.
         */
        owner: string;
        /**
         * What it may do, of what you may do yourself.
         */
        scopes: Array<'tasks:read' | 'uploads:read' | 'gallery:read'>;
        /**
         * How long it is good. It ends no later than the credential that it was made with.
         */
        ttlSeconds?: number;
    } | {
        /**
         * It makes one upload, in whichever way, and completes it.
         */
        upload: true;
        /**
         * What it may do, of what you may do yourself.
         */
        scopes: Array<'uploads:write' | 'uploads:read'>;
        /**
         * How long it is good. It ends no later than the credential that it was made with.
         */
        ttlSeconds?: number;
    };
    path?: never;
    query?: never;
    url: '/api/v1/tokens';
};

export type CreateTokenErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateTokenError = CreateTokenErrors[keyof CreateTokenErrors];

export type CreateTokenResponses = {
    /**
     * The token.
     */
    201: MadeToken;
};

export type CreateTokenResponse = CreateTokenResponses[keyof CreateTokenResponses];

export type ListWebhooksData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/webhooks';
};

export type ListWebhooksErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ListWebhooksError = ListWebhooksErrors[keyof ListWebhooksErrors];

export type ListWebhooksResponses = {
    /**
     * All of them.
     */
    200: Webhooks;
};

export type ListWebhooksResponse = ListWebhooksResponses[keyof ListWebhooksResponses];

export type CreateWebhookData = {
    body: {
        /**
         * Where events are sent: https, a public host, port 443. On a laptop also addresses of this machine.
         */
        url: string;
        /**
         * What it is told of; everything where absent.
         */
        events?: Array<'task.created' | 'task.stage_changed' | 'task.succeeded' | 'task.failed' | 'task.canceled' | 'task.late_result' | 'task.cost_final'>;
        /**
         * For you, to tell webhooks apart.
         */
        description?: string;
        /**
         * False: it gets nothing. True: it gets what happens from now on.
         */
        enabled?: boolean;
    };
    path?: never;
    query?: never;
    url: '/api/v1/webhooks';
};

export type CreateWebhookErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateWebhookError = CreateWebhookErrors[keyof CreateWebhookErrors];

export type CreateWebhookResponses = {
    /**
     * The webhook.
     */
    201: MadeWebhook;
};

export type CreateWebhookResponse = CreateWebhookResponses[keyof CreateWebhookResponses];

export type DeleteWebhookData = {
    body?: never;
    path: {
        /**
         * The id of a webhook.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/webhooks/{id}';
};

export type DeleteWebhookErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type DeleteWebhookError = DeleteWebhookErrors[keyof DeleteWebhookErrors];

export type DeleteWebhookResponses = {
    /**
     * It is gone.
     */
    204: void;
};

export type DeleteWebhookResponse = DeleteWebhookResponses[keyof DeleteWebhookResponses];

export type ReadWebhookData = {
    body?: never;
    path: {
        /**
         * The id of a webhook.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/webhooks/{id}';
};

export type ReadWebhookErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadWebhookError = ReadWebhookErrors[keyof ReadWebhookErrors];

export type ReadWebhookResponses = {
    /**
     * The webhook.
     */
    200: Webhook;
};

export type ReadWebhookResponse = ReadWebhookResponses[keyof ReadWebhookResponses];

export type ChangeWebhookData = {
    body: {
        /**
         * Where events are sent: https, a public host, port 443. On a laptop also addresses of this machine.
         */
        url?: string;
        /**
         * What it is told of; null: everything.
         */
        events?: Array<'task.created' | 'task.stage_changed' | 'task.succeeded' | 'task.failed' | 'task.canceled' | 'task.late_result' | 'task.cost_final'> | null;
        /**
         * Null: none.
         */
        description?: string | null;
        /**
         * False: it gets nothing. True: it gets what happens from now on.
         */
        enabled?: boolean;
    };
    path: {
        /**
         * The id of a webhook.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/webhooks/{id}';
};

export type ChangeWebhookErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ChangeWebhookError = ChangeWebhookErrors[keyof ChangeWebhookErrors];

export type ChangeWebhookResponses = {
    /**
     * The webhook.
     */
    200: Webhook;
};

export type ChangeWebhookResponse = ChangeWebhookResponses[keyof ChangeWebhookResponses];

export type RotateWebhookSecretData = {
    body?: {
        /**
         * How long events are signed with the secret before as well.
         */
        overlapSeconds?: number;
    };
    path: {
        /**
         * The id of a webhook.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/webhooks/{id}/rotate';
};

export type RotateWebhookSecretErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type RotateWebhookSecretError = RotateWebhookSecretErrors[keyof RotateWebhookSecretErrors];

export type RotateWebhookSecretResponses = {
    /**
     * The webhook with its new secret.
     */
    200: MadeWebhook;
};

export type RotateWebhookSecretResponse = RotateWebhookSecretResponses[keyof RotateWebhookSecretResponses];

export type ReadDefaultSecretData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/webhooks/default/secret';
};

export type ReadDefaultSecretErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadDefaultSecretError = ReadDefaultSecretErrors[keyof ReadDefaultSecretErrors];

export type ReadDefaultSecretResponses = {
    /**
     * The secret.
     */
    200: DefaultSecret;
};

export type ReadDefaultSecretResponse = ReadDefaultSecretResponses[keyof ReadDefaultSecretResponses];

export type RotateDefaultSecretData = {
    body?: {
        /**
         * How long events are signed with the secret before as well.
         */
        overlapSeconds?: number;
    };
    path?: never;
    query?: never;
    url: '/api/v1/webhooks/default/rotate';
};

export type RotateDefaultSecretErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type RotateDefaultSecretError = RotateDefaultSecretErrors[keyof RotateDefaultSecretErrors];

export type RotateDefaultSecretResponses = {
    /**
     * The new secret.
     */
    200: DefaultSecret;
};

export type RotateDefaultSecretResponse = RotateDefaultSecretResponses[keyof RotateDefaultSecretResponses];

export type TestWebhookData = {
    body?: {
        /**
         * The type of the event. One of tasks says what it would of an example task.
         */
        type?: 'task.created' | 'task.stage_changed' | 'task.succeeded' | 'task.failed' | 'task.canceled' | 'task.late_result' | 'task.cost_final' | 'webhook.test';
    };
    path: {
        /**
         * The id of a webhook.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/webhooks/{id}/test';
};

export type TestWebhookErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type TestWebhookError = TestWebhookErrors[keyof TestWebhookErrors];

export type TestWebhookResponses = {
    /**
     * On its way.
     */
    202: Delivery;
};

export type TestWebhookResponse = TestWebhookResponses[keyof TestWebhookResponses];

export type ListDeliveriesData = {
    body?: never;
    path: {
        /**
         * The id of a webhook.
         */
        id: string;
    };
    query?: {
        limit?: number;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/webhooks/{id}/deliveries';
};

export type ListDeliveriesErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ListDeliveriesError = ListDeliveriesErrors[keyof ListDeliveriesErrors];

export type ListDeliveriesResponses = {
    /**
     * One page.
     */
    200: Deliveries;
};

export type ListDeliveriesResponse = ListDeliveriesResponses[keyof ListDeliveriesResponses];

export type ReplayDeliveryData = {
    body?: never;
    path: {
        /**
         * The id of a webhook.
         */
        id: string;
        /**
         * The id of an event.
         */
        event: string;
    };
    query?: never;
    url: '/api/v1/webhooks/{id}/deliveries/{event}/replay';
};

export type ReplayDeliveryErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReplayDeliveryError = ReplayDeliveryErrors[keyof ReplayDeliveryErrors];

export type ReplayDeliveryResponses = {
    /**
     * On its way.
     */
    202: Delivery;
};

export type ReplayDeliveryResponse = ReplayDeliveryResponses[keyof ReplayDeliveryResponses];

export type ReplayDeliveriesData = {
    body: {
        /**
         * Events of this time or later.
         */
        from: string;
        /**
         * … and of this time or earlier; now where absent.
         */
        to?: string;
        /**
         * True: also those that have arrived. Otherwise only what was given up.
         */
        all?: boolean | 'true' | 'false';
    };
    path: {
        /**
         * The id of a webhook.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/webhooks/{id}/replay';
};

export type ReplayDeliveriesErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReplayDeliveriesError = ReplayDeliveriesErrors[keyof ReplayDeliveriesErrors];

export type ReplayDeliveriesResponses = {
    /**
     * On their way.
     */
    202: Replay;
};

export type ReplayDeliveriesResponse = ReplayDeliveriesResponses[keyof ReplayDeliveriesResponses];

export type ReadWebhookKeysData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/.well-known/webhook-keys.json';
};

export type ReadWebhookKeysErrors = {
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadWebhookKeysError = ReadWebhookKeysErrors[keyof ReadWebhookKeysErrors];

export type ReadWebhookKeysResponses = {
    /**
     * A JSON Web Key Set.
     */
    200: WebhookKeys;
};

export type ReadWebhookKeysResponse = ReadWebhookKeysResponses[keyof ReadWebhookKeysResponses];

export type ReadAuditData = {
    body?: never;
    path?: never;
    query?: {
        /**
         * Whose things it was done to.
         */
        owner?: string;
        /**
         * Whose key it was done with.
         */
        actor?: string;
        /**
         * At this time or later.
         */
        from?: string;
        /**
         * At this time or earlier.
         */
        to?: string;
        limit?: number;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/admin/audit';
};

export type ReadAuditErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadAuditError = ReadAuditErrors[keyof ReadAuditErrors];

export type ReadAuditResponses = {
    /**
     * One page.
     */
    200: AuditLines;
};

export type ReadAuditResponse = ReadAuditResponses[keyof ReadAuditResponses];

export type ListItemsData = {
    body?: never;
    path?: never;
    query?: {
        status?: 'open' | 'adopted' | 'resubmitted' | 'recovered' | 'written-off' | 'other';
        kind?: 'outcome_unknown' | 'output_missing' | 'stuck' | 'orphan' | 'other';
        model?: string;
        service?: string;
        /**
         * Raised at this time or later.
         */
        from?: string;
        /**
         * Raised at this time or earlier.
         */
        to?: string;
        limit?: number;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/admin/items';
};

export type ListItemsErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ListItemsError = ListItemsErrors[keyof ListItemsErrors];

export type ListItemsResponses = {
    /**
     * One page.
     */
    200: OperatorItems;
};

export type ListItemsResponse = ListItemsResponses[keyof ListItemsResponses];

export type DecideItemsData = {
    body: {
        /**
         * Why; kept in the timeline and with the item.
         */
        reason: string;
        decision: 'archive-again' | 'resubmit' | 'write-off';
        filter: {
            kind?: 'outcome_unknown' | 'output_missing' | 'stuck' | 'orphan' | 'other';
            model?: string;
            service?: string;
            /**
             * Raised at this time or later.
             */
            from?: string;
            /**
             * Raised at this time or earlier.
             */
            to?: string;
        };
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/admin/items/decisions';
};

export type DecideItemsErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type DecideItemsError = DecideItemsErrors[keyof DecideItemsErrors];

export type DecideItemsResponses = {
    /**
     * What was decided, and what refused.
     */
    200: DecidedItems;
};

export type DecideItemsResponse = DecideItemsResponses[keyof DecideItemsResponses];

export type AdoptItemData = {
    body: {
        /**
         * Why; kept in the timeline and with the item.
         */
        reason: string;
        externalTaskId: string;
    };
    path: {
        /**
         * The id of the item.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/admin/items/{id}/adopt';
};

export type AdoptItemErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type AdoptItemError = AdoptItemErrors[keyof AdoptItemErrors];

export type AdoptItemResponses = {
    /**
     * The item, closed.
     */
    200: OperatorItem;
};

export type AdoptItemResponse = AdoptItemResponses[keyof AdoptItemResponses];

export type ResubmitItemData = {
    body: {
        /**
         * Why; kept in the timeline and with the item.
         */
        reason: string;
    };
    path: {
        /**
         * The id of the item.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/admin/items/{id}/resubmit';
};

export type ResubmitItemErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `budget_exceeded`: The estimate is more than what is free of the budget: `estimatedCredits`, `freeCredits`.
     */
    402: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     * - `unknown_model`: No service has a model of this name. `suggestions` names the nearest.
     * - `incompatible_service`: This service does not offer the model. `services` names those at which it can be called; where there are none, `suggestions` names what can be called instead.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ResubmitItemError = ResubmitItemErrors[keyof ResubmitItemErrors];

export type ResubmitItemResponses = {
    /**
     * The item, closed.
     */
    200: OperatorItem;
};

export type ResubmitItemResponse = ResubmitItemResponses[keyof ResubmitItemResponses];

export type ArchiveItemAgainData = {
    body: {
        /**
         * Why; kept in the timeline and with the item.
         */
        reason: string;
    };
    path: {
        /**
         * The id of the item.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/admin/items/{id}/archive-again';
};

export type ArchiveItemAgainErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ArchiveItemAgainError = ArchiveItemAgainErrors[keyof ArchiveItemAgainErrors];

export type ArchiveItemAgainResponses = {
    /**
     * The item, as it is.
     */
    200: OperatorItem;
};

export type ArchiveItemAgainResponse = ArchiveItemAgainResponses[keyof ArchiveItemAgainResponses];

export type WriteOffItemData = {
    body: {
        /**
         * Why; kept in the timeline and with the item.
         */
        reason: string;
    };
    path: {
        /**
         * The id of the item.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/admin/items/{id}/write-off';
};

export type WriteOffItemErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type WriteOffItemError = WriteOffItemErrors[keyof WriteOffItemErrors];

export type WriteOffItemResponses = {
    /**
     * The item, closed.
     */
    200: OperatorItem;
};

export type WriteOffItemResponse = WriteOffItemResponses[keyof WriteOffItemResponses];

export type ReadBudgetData = {
    body?: never;
    path: {
        /**
         * The owner of API keys.
         */
        owner: string;
    };
    query?: never;
    url: '/api/v1/admin/owners/{owner}/budget';
};

export type ReadBudgetErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadBudgetError = ReadBudgetErrors[keyof ReadBudgetErrors];

export type ReadBudgetResponses = {
    /**
     * The budget as it is now, and its changes.
     */
    200: BudgetHistory;
};

export type ReadBudgetResponse = ReadBudgetResponses[keyof ReadBudgetResponses];

export type SetBudgetData = {
    body: {
        monthlyCredits?: number | null;
        dailyCredits?: number | null;
        /**
         * Why; kept with the change.
         */
        reason?: string | null;
    };
    path: {
        /**
         * The owner of API keys.
         */
        owner: string;
    };
    query?: never;
    url: '/api/v1/admin/owners/{owner}/budget';
};

export type SetBudgetErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type SetBudgetError = SetBudgetErrors[keyof SetBudgetErrors];

export type SetBudgetResponses = {
    /**
     * The budget as it is now.
     */
    200: Budget;
};

export type SetBudgetResponse = SetBudgetResponses[keyof SetBudgetResponses];

export type ReadLimitsData = {
    body?: never;
    path: {
        /**
         * The owner of API keys.
         */
        owner: string;
    };
    query?: never;
    url: '/api/v1/admin/owners/{owner}/limits';
};

export type ReadLimitsErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadLimitsError = ReadLimitsErrors[keyof ReadLimitsErrors];

export type ReadLimitsResponses = {
    /**
     * The limits as they are now.
     */
    200: LimitsOfOwner;
};

export type ReadLimitsResponse = ReadLimitsResponses[keyof ReadLimitsResponses];

export type SetLimitsData = {
    body: {
        readsPerMinute?: number | null;
        writesPerMinute?: number | null;
        keyReadsPerMinute?: number | null;
        keyWritesPerMinute?: number | null;
        createsPerMinute?: number | null;
        keyCreatesPerMinute?: number | null;
        openTasks?: number | null;
        keyOpenTasks?: number | null;
        uploadBytesPerDay?: number | null;
        keyUploadBytesPerDay?: number | null;
        turnWeight?: number | null;
        highPriority?: boolean | null;
        /**
         * Why; kept with the change.
         */
        reason?: string | null;
    };
    path: {
        /**
         * The owner of API keys.
         */
        owner: string;
    };
    query?: never;
    url: '/api/v1/admin/owners/{owner}/limits';
};

export type SetLimitsErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type SetLimitsError = SetLimitsErrors[keyof SetLimitsErrors];

export type SetLimitsResponses = {
    /**
     * The limits as they are now.
     */
    200: LimitsOfOwner;
};

export type SetLimitsResponse = SetLimitsResponses[keyof SetLimitsResponses];

export type ListAccountsData = {
    body?: never;
    path: {
        /**
         * The provider, as tasks name it.
         */
        service: 'KIE';
    };
    query?: never;
    url: '/api/v1/admin/providers/{service}/accounts';
};

export type ListAccountsErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ListAccountsError = ListAccountsErrors[keyof ListAccountsErrors];

export type ListAccountsResponses = {
    /**
     * All of them, the first included.
     */
    200: ProviderAccounts;
};

export type ListAccountsResponse = ListAccountsResponses[keyof ListAccountsResponses];

export type RemoveAccountData = {
    body?: never;
    path: {
        /**
         * The provider, as tasks name it.
         */
        service: 'KIE';
        /**
         * The name of the account.
         */
        account: string;
    };
    query?: {
        /**
         * Why; it stands in the audit.
         */
        reason?: string;
    };
    url: '/api/v1/admin/providers/{service}/accounts/{account}';
};

export type RemoveAccountErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type RemoveAccountError = RemoveAccountErrors[keyof RemoveAccountErrors];

export type RemoveAccountResponses = {
    /**
     * It is gone.
     */
    204: void;
};

export type RemoveAccountResponse = RemoveAccountResponses[keyof RemoveAccountResponses];

export type SetAccountData = {
    body: {
        /**
         * `open`: it takes calls, as a new one does where nothing is said · `draining`: no new ones; what it has made comes to its end · `shut`: the same, and its balance is not asked for.
         */
        state?: 'open' | 'draining' | 'shut';
        /**
         * The key of the account at the provider. No answer and no log holds it.
         */
        apiKey?: string;
        /**
         * What its callbacks are signed with: the current one first, then those before.
         */
        webhookKeys?: Array<string>;
        /**
         * Why; it stands with the account and in the audit.
         */
        reason?: string;
    };
    path: {
        /**
         * The provider, as tasks name it.
         */
        service: 'KIE';
        /**
         * The name of the account.
         */
        account: string;
    };
    query?: never;
    url: '/api/v1/admin/providers/{service}/accounts/{account}';
};

export type SetAccountErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type SetAccountError = SetAccountErrors[keyof SetAccountErrors];

export type SetAccountResponses = {
    /**
     * The account as it is now.
     */
    200: SetProviderAccount;
};

export type SetAccountResponse = SetAccountResponses[keyof SetAccountResponses];

export type CreateUploadData = {
    body: {
        /**
         * Shown, and offered when the file is saved.
         */
        fileName: string;
        /**
         * One of image/png, image/jpeg, image/webp, image/gif, image/bmp, image/tiff, video/mp4, video/quicktime, video/webm, video/x-matroska, video/vnd.avi, audio/mpeg, audio/wav, audio/ogg, audio/aac, audio/flac, audio/mp4, audio/webm.
         */
        contentType: string;
        /**
         * The exact size; it is signed. At most 50 MB (image), 100 MB (audio), 500 MB (video).
         */
        bytes: number;
        /**
         * A folder of your own below your prefix.
         */
        uploadPath?: string;
        /**
         * True: it lives longer than the usual days.
         */
        keep?: boolean | 'true' | 'false';
        /**
         * True: a picture is kept without its metadata (place, time, camera), but for how it is turned. The usual for tokens for browsers, not for keys.
         */
        stripMetadata?: boolean | 'true' | 'false';
    };
    path?: never;
    query?: never;
    url: '/api/v1/uploads';
};

export type CreateUploadErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateUploadError = CreateUploadErrors[keyof CreateUploadErrors];

export type CreateUploadResponses = {
    /**
     * Where to send the file.
     */
    201: UploadTicket;
};

export type CreateUploadResponse = CreateUploadResponses[keyof CreateUploadResponses];

export type CreateUploadInPartsData = {
    body: {
        /**
         * Shown, and offered when the file is saved.
         */
        fileName: string;
        /**
         * One of image/png, image/jpeg, image/webp, image/gif, image/bmp, image/tiff, video/mp4, video/quicktime, video/webm, video/x-matroska, video/vnd.avi, audio/mpeg, audio/wav, audio/ogg, audio/aac, audio/flac, audio/mp4, audio/webm.
         */
        contentType: string;
        /**
         * The exact size; it is signed. At most 50 MB (image), 100 MB (audio), 500 MB (video).
         */
        bytes: number;
        /**
         * A folder of your own below your prefix.
         */
        uploadPath?: string;
        /**
         * True: it lives longer than the usual days.
         */
        keep?: boolean | 'true' | 'false';
        /**
         * True: a picture is kept without its metadata (place, time, camera), but for how it is turned. The usual for tokens for browsers, not for keys.
         */
        stripMetadata?: boolean | 'true' | 'false';
    };
    path?: never;
    query?: never;
    url: '/api/v1/uploads/parts';
};

export type CreateUploadInPartsErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CreateUploadInPartsError = CreateUploadInPartsErrors[keyof CreateUploadInPartsErrors];

export type CreateUploadInPartsResponses = {
    /**
     * Where to send the parts.
     */
    201: UploadParts;
};

export type CreateUploadInPartsResponse = CreateUploadInPartsResponses[keyof CreateUploadInPartsResponses];

export type ReadUploadPartsData = {
    body?: never;
    path: {
        /**
         * The id of an upload.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/uploads/{id}/parts';
};

export type ReadUploadPartsErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadUploadPartsError = ReadUploadPartsErrors[keyof ReadUploadPartsErrors];

export type ReadUploadPartsResponses = {
    /**
     * The parts.
     */
    200: UploadParts;
};

export type ReadUploadPartsResponse = ReadUploadPartsResponses[keyof ReadUploadPartsResponses];

export type CompleteUploadData = {
    body?: {
        /**
         * True: it lives longer than the usual days.
         */
        keep?: boolean | 'true' | 'false';
    };
    path: {
        /**
         * The id of an upload.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/uploads/{id}/complete';
};

export type CompleteUploadErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CompleteUploadError = CompleteUploadErrors[keyof CompleteUploadErrors];

export type CompleteUploadResponses = {
    /**
     * The upload.
     */
    200: Upload;
};

export type CompleteUploadResponse = CompleteUploadResponses[keyof CompleteUploadResponses];

export type UploadFromUrlData = {
    body: {
        /**
         * A public https address.
         */
        url: string;
        /**
         * Shown, and offered when the file is saved.
         */
        fileName?: string;
        /**
         * A folder of your own below your prefix.
         */
        uploadPath?: string;
        /**
         * True: it lives longer than the usual days.
         */
        keep?: boolean | 'true' | 'false';
        /**
         * True: a picture is kept without its metadata (place, time, camera), but for how it is turned. The usual for tokens for browsers, not for keys.
         */
        stripMetadata?: boolean | 'true' | 'false';
    };
    headers?: {
        /**
         * `wait=n`: answer when the file is there, or after n seconds (at most 25).
         */
        Prefer?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/uploads/from-url';
};

export type UploadFromUrlErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type UploadFromUrlError = UploadFromUrlErrors[keyof UploadFromUrlErrors];

export type UploadFromUrlResponses = {
    /**
     * It is ready, or it failed.
     */
    200: Upload;
    /**
     * A worker gets it.
     */
    202: Upload;
};

export type UploadFromUrlResponse = UploadFromUrlResponses[keyof UploadFromUrlResponses];

export type UploadBase64Data = {
    body: {
        /**
         * The bytes in base64, plain or as a data URL.
         */
        base64Data: string;
        /**
         * Shown, and offered when the file is saved.
         */
        fileName?: string;
        /**
         * A folder of your own below your prefix.
         */
        uploadPath?: string;
        /**
         * True: it lives longer than the usual days.
         */
        keep?: boolean | 'true' | 'false';
        /**
         * True: a picture is kept without its metadata (place, time, camera), but for how it is turned. The usual for tokens for browsers, not for keys.
         */
        stripMetadata?: boolean | 'true' | 'false';
    };
    path?: never;
    query?: never;
    url: '/api/v1/uploads/base64';
};

export type UploadBase64Errors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type UploadBase64Error = UploadBase64Errors[keyof UploadBase64Errors];

export type UploadBase64Responses = {
    /**
     * The file is here.
     */
    201: Upload;
};

export type UploadBase64Response = UploadBase64Responses[keyof UploadBase64Responses];

export type UploadStreamData = {
    /**
     * The bytes of the file.
     */
    body: Blob | File;
    path?: never;
    query?: {
        /**
         * Shown, and offered when the file is saved.
         */
        fileName?: string;
        /**
         * A folder of your own below your prefix.
         */
        uploadPath?: string;
        keep?: 'true' | 'false';
        /**
         * True: a picture is kept without its metadata (place, time, camera), but for how it is turned. The usual for tokens for browsers, not for keys.
         */
        stripMetadata?: 'true' | 'false';
    };
    url: '/api/v1/uploads/stream';
};

export type UploadStreamErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type UploadStreamError = UploadStreamErrors[keyof UploadStreamErrors];

export type UploadStreamResponses = {
    /**
     * The file is here.
     */
    201: Upload;
};

export type UploadStreamResponse = UploadStreamResponses[keyof UploadStreamResponses];

export type UploadFormData = {
    body: {
        /**
         * Shown, and offered when the file is saved.
         */
        fileName?: string;
        uploadPath?: string;
        keep?: 'true' | 'false';
        /**
         * True: a picture is kept without its metadata (place, time, camera), but for how it is turned. The usual for tokens for browsers, not for keys.
         */
        stripMetadata?: 'true' | 'false';
        /**
         * The file itself.
         */
        file: Blob | File;
    };
    path?: never;
    query?: never;
    url: '/api/v1/uploads/form';
};

export type UploadFormErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type UploadFormError = UploadFormErrors[keyof UploadFormErrors];

export type UploadFormResponses = {
    /**
     * The file is here.
     */
    201: Upload;
};

export type UploadFormResponse = UploadFormResponses[keyof UploadFormResponses];

export type DeleteUploadData = {
    body?: never;
    path: {
        /**
         * The id of an upload.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/uploads/{id}';
};

export type DeleteUploadErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type DeleteUploadError = DeleteUploadErrors[keyof DeleteUploadErrors];

export type DeleteUploadResponses = {
    /**
     * Gone.
     */
    204: void;
};

export type DeleteUploadResponse = DeleteUploadResponses[keyof DeleteUploadResponses];

export type ReadUploadData = {
    body?: never;
    headers?: {
        /**
         * `wait=n`: answer when the file is there, or after n seconds (at most 25).
         */
        Prefer?: string;
    };
    path: {
        /**
         * The id of an upload.
         */
        id: string;
    };
    query?: never;
    url: '/api/v1/uploads/{id}';
};

export type ReadUploadErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadUploadError = ReadUploadErrors[keyof ReadUploadErrors];

export type ReadUploadResponses = {
    /**
     * The upload.
     */
    200: Upload;
};

export type ReadUploadResponse = ReadUploadResponses[keyof ReadUploadResponses];

export type StorageLinkData = {
    body?: never;
    path?: never;
    query: {
        /**
         * A key of your own.
         */
        key: string;
    };
    url: '/api/v1/storage/presigned-url';
};

export type StorageLinkErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type StorageLinkError = StorageLinkErrors[keyof StorageLinkErrors];

export type StorageLinkResponses = {
    /**
     * The address.
     */
    200: StorageLink;
};

export type StorageLinkResponse = StorageLinkResponses[keyof StorageLinkResponses];

export type StoreObjectData = {
    /**
     * The bytes of the file.
     */
    body: Blob | File;
    path?: never;
    query?: {
        /**
         * Shown, and offered when the file is saved.
         */
        fileName?: string;
        /**
         * A folder of your own below your prefix.
         */
        uploadPath?: string;
        keep?: 'true' | 'false';
        /**
         * True: a picture is kept without its metadata (place, time, camera), but for how it is turned. The usual for tokens for browsers, not for keys.
         */
        stripMetadata?: 'true' | 'false';
    };
    url: '/api/v1/storage/upload';
};

export type StoreObjectErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * - `unsupported_media_type`: The body is not sent as `application/json`.
     */
    415: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type StoreObjectError = StoreObjectErrors[keyof StoreObjectErrors];

export type StoreObjectResponses = {
    /**
     * The file is here.
     */
    201: {
        id: string;
        fileName: string;
        /**
         * As its bytes say; while pending, as announced.
         */
        contentType?: string;
        bytes?: number;
        sha256?: string;
        /**
         * - `pending`: an address was handed out; send the bytes, then complete it
         * - `fetching`: a worker gets it from its address
         * - `ready`: it can be used
         * - `failed`: it will never be usable; `failMsg` says why
         */
        status: 'pending' | 'fetching' | 'ready' | 'failed';
        /**
         * Stable. Take it as an input of tasks.
         */
        url?: string;
        /**
         * Reads the bytes for an hour. Taken as an input as well.
         */
        downloadUrl?: string;
        /**
         * ISO-8601, UTC.
         */
        uploadedAt?: string;
        /**
         * ISO-8601, UTC.
         */
        expiresAt: string;
        daysUntilExpiry: number;
        /**
         * It is kept without its metadata; `sha256` is that of what is kept.
         */
        metadataStripped?: true;
        failMsg?: string;
        key: string;
    };
};

export type StoreObjectResponse = StoreObjectResponses[keyof StoreObjectResponses];

export type DeleteObjectData = {
    body?: never;
    path: {
        /**
         * The key.
         */
        key: string;
    };
    query?: never;
    url: '/api/v1/storage/{key}';
};

export type DeleteObjectErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `forbidden`: The API key lacks a scope that this asks for: `requiredScope`. Or the object lies below the name of another owner.
     */
    403: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `conflict`: It is not in a state that allows this; somebody may have been faster.
     */
    409: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type DeleteObjectError = DeleteObjectErrors[keyof DeleteObjectErrors];

export type DeleteObjectResponses = {
    /**
     * Gone.
     */
    204: void;
};

export type DeleteObjectResponse = DeleteObjectResponses[keyof DeleteObjectResponses];

export type ListModelsData = {
    body?: never;
    headers?: {
        /**
         * An `ETag` seen before; 304 where nothing has changed.
         */
        'If-None-Match'?: string;
    };
    path?: never;
    query?: {
        /**
         * - `image`: pictures
         * - `video`: films
         * - `audio`: sounds
         */
        media?: 'image' | 'video' | 'audio';
        /**
         * - `KIE`: Kie.ai
         * - `GOOGLE`: Google
         * - `AZURE`: Azure
         * - `OPENAI`: OpenAI
         */
        service?: 'KIE' | 'GOOGLE' | 'AZURE' | 'OPENAI';
        /**
         * - `text-to-image`: a picture from words
         * - `image-to-image`: a picture from a picture
         * - `text-to-video`: a film from words
         * - `image-to-video`: a film from a picture
         * - `video-to-video`: a film from a film
         * - `audio-to-video`: a film that follows a sound
         * - `text-to-audio`: speech, music or sound from words
         * - `audio-to-audio`: a sound from a sound
         * - `first-and-last-frame`: a film between two pictures
         * - `reference-images`: pictures of what should appear
         * - `style-reference`: a picture of how it should look
         * - `mask`: changes within a mask
         * - `follow-up`: goes on from an earlier task
         * - `sound`: a film with sound
         * - `negative-prompt`: words for what to avoid
         * - `seed`: repeats a result as far as it can
         * - `batch`: several results for one request
         * - `watermark`: a text laid over the result
         * - `callback`: the provider reports back by itself
         */
        capability?: 'text-to-image' | 'image-to-image' | 'text-to-video' | 'image-to-video' | 'video-to-video' | 'audio-to-video' | 'text-to-audio' | 'audio-to-audio' | 'first-and-last-frame' | 'reference-images' | 'style-reference' | 'mask' | 'follow-up' | 'sound' | 'negative-prompt' | 'seed' | 'batch' | 'watermark' | 'callback';
        /**
         * - `active`: in service
         * - `beta`: in service, may still change
         * - `deprecated`: in service until its sunset
         * - `retired`: gone; creating with it is refused with 410
         * - `unavailable`: known, but cannot be called
         */
        status?: 'active' | 'beta' | 'deprecated' | 'retired' | 'unavailable';
        /**
         * How many to a page.
         */
        limit?: number;
        /**
         * `nextCursor` of the page before.
         */
        cursor?: string;
    };
    url: '/api/v1/models';
};

export type ListModelsErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ListModelsError = ListModelsErrors[keyof ListModelsErrors];

export type ListModelsResponses = {
    /**
     * One page. `nextCursor` is absent on the last.
     */
    200: ModelList;
};

export type ListModelsResponse = ListModelsResponses[keyof ListModelsResponses];

export type ReadModelData = {
    body?: never;
    headers?: {
        /**
         * An `ETag` seen before; 304 where nothing has changed.
         */
        'If-None-Match'?: string;
    };
    path: {
        /**
         * Id, alias or wire id, in any case.
         */
        id: string;
    };
    query?: {
        /**
         * Where several services have the model: the one that is meant.
         */
        service?: 'KIE' | 'GOOGLE' | 'AZURE' | 'OPENAI';
    };
    url: '/api/v1/models/{id}';
};

export type ReadModelErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type ReadModelError = ReadModelErrors[keyof ReadModelErrors];

export type ReadModelResponses = {
    /**
     * The model.
     */
    200: Model;
};

export type ReadModelResponse = ReadModelResponses[keyof ReadModelResponses];

export type CompatibilityData = {
    body?: never;
    headers?: {
        /**
         * An `ETag` seen before; 304 where nothing has changed.
         */
        'If-None-Match'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/compatibility';
};

export type CompatibilityErrors = {
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * - `rate_limited`: More than the owner or the key may ask for: `exceeded` names the limit, and `Retry-After` the seconds until the next minute begins, of tasks open at once until one is likely to have ended, or of bytes of uploads until the next day of UTC. Nothing was done.
     * - More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: Problem;
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type CompatibilityError = CompatibilityErrors[keyof CompatibilityErrors];

export type CompatibilityResponses = {
    /**
     * One row a model.
     */
    200: Compatibility;
};

export type CompatibilityResponse = CompatibilityResponses[keyof CompatibilityResponses];

export type HomeData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/';
};

export type HomeErrors = {
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
};

export type HomeError = HomeErrors[keyof HomeErrors];

export type HomeResponses = {
    /**
     * The page.
     */
    200: string;
};

export type HomeResponse = HomeResponses[keyof HomeResponses];

export type ApiDescriptionData = {
    body?: never;
    headers?: {
        /**
         * An `ETag` seen before; 304 where nothing has changed.
         */
        'If-None-Match'?: string;
    };
    path?: never;
    query?: never;
    url: '/api/v1/openapi.json';
};

export type ApiDescriptionErrors = {
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
};

export type ApiDescriptionError = ApiDescriptionErrors[keyof ApiDescriptionErrors];

export type ApiDescriptionResponses = {
    /**
     * As asked; compressed for whoever takes Brotli or gzip.
     */
    200: {
        [key: string]: unknown;
    };
};

export type ApiDescriptionResponse = ApiDescriptionResponses[keyof ApiDescriptionResponses];

export type DocsPageData = {
    body?: never;
    headers?: {
        /**
         * An `ETag` seen before; 304 where nothing has changed.
         */
        'If-None-Match'?: string;
    };
    path?: never;
    query?: {
        /**
         * The page of this model: its id, alias or wire id.
         */
        model?: string;
        /**
         * Where several services have the model: the one that is meant.
         */
        service?: 'KIE' | 'GOOGLE' | 'AZURE' | 'OPENAI';
        /**
         * Words that the list of models on the page is narrowed to.
         */
        find?: string;
    };
    url: '/docs';
};

export type DocsPageErrors = {
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
};

export type DocsPageError = DocsPageErrors[keyof DocsPageErrors];

export type DocsPageResponses = {
    /**
     * As asked; compressed for whoever takes Brotli or gzip.
     */
    200: string;
};

export type DocsPageResponse = DocsPageResponses[keyof DocsPageResponses];

export type HealthData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/health';
};

export type HealthErrors = {
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
};

export type HealthError = HealthErrors[keyof HealthErrors];

export type HealthResponses = {
    /**
     * The service answers.
     */
    200: Health;
};

export type HealthResponse = HealthResponses[keyof HealthResponses];

export type ApiHealthData = {
    body?: never;
    path?: never;
    query?: never;
    url: '/api/v1/health';
};

export type ApiHealthErrors = {
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
};

export type ApiHealthError = ApiHealthErrors[keyof ApiHealthErrors];

export type ApiHealthResponses = {
    /**
     * The service answers.
     */
    200: Health;
};

export type ApiHealthResponse = ApiHealthResponses[keyof ApiHealthResponses];

export type ReadMediaData = {
    body?: never;
    path: {
        /**
         * What follows `/media/` in the `url` of an asset.
         */
        key: string;
    };
    query?: {
        /**
         * When the address ends, in epoch seconds; it stands in `url` where addresses are signed.
         */
        expires?: string;
        /**
         * It stands in `url` as well.
         */
        signature?: string;
    };
    url: '/media/{key}';
};

export type ReadMediaErrors = {
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
};

export type ReadMediaError = ReadMediaErrors[keyof ReadMediaErrors];

export type ReadMediaResponses = {
    /**
     * The bytes, for a reader that follows the redirect. The store answers, not this API.
     */
    200: unknown;
};

export type ProbeMediaData = {
    body?: never;
    path: {
        /**
         * What follows `/media/` in the `url` of an asset.
         */
        key: string;
    };
    query?: {
        /**
         * When the address ends, in epoch seconds; it stands in `url` where addresses are signed.
         */
        expires?: string;
        /**
         * It stands in `url` as well.
         */
        signature?: string;
    };
    url: '/media/{key}';
};

export type ProbeMediaErrors = {
    /**
     * - `not_found`: There is nothing under this address, or it belongs to somebody else.
     */
    404: Problem;
    /**
     * - `validation_failed`: Fields or parameters are missing, unknown or out of range. `errors` names each.
     */
    422: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
};

export type ProbeMediaError = ProbeMediaErrors[keyof ProbeMediaErrors];

export type ProbeMediaResponses = {
    /**
     * The headers of the file, for a reader that follows the redirect. The store answers, not this API.
     */
    200: unknown;
};

export type KieCallbackData = {
    body: KieCallback;
    headers?: {
        /**
         * Seconds since 1970.
         */
        'X-Webhook-Timestamp'?: string;
        /**
         * Base64 of the HMAC-SHA-256 of `{taskId}.{timestamp}`. Checked where a webhook key is configured.
         */
        'X-Webhook-Signature'?: string;
    };
    path: {
        /**
         * The task.
         */
        taskId: string;
        /**
         * Known to the provider only.
         */
        token: string;
    };
    query?: never;
    url: '/webhooks/kie/{taskId}/{token}';
};

export type KieCallbackErrors = {
    /**
     * - `malformed_json`: The body is not JSON.
     */
    400: Problem;
    /**
     * - `unauthorized`: There is no API key, or it is mistyped, unknown, expired or revoked; or the token is not good here.
     */
    401: Problem;
    /**
     * - `payload_too_large`: The body has more than 256 KB.
     */
    413: Problem;
    /**
     * More requests at once than the gateway lets through. Its answer is not a problem document.
     */
    429: {
        message: string;
    };
    /**
     * - `internal`: Our fault; logged under the request id.
     */
    500: Problem;
    /**
     * - `busy`: Too much at once, or a part cannot be reached. Repeat the same request after `Retry-After`, and a create with the `Idempotency-Key` of this answer: nothing is made twice.
     */
    503: Problem;
};

export type KieCallbackError = KieCallbackErrors[keyof KieCallbackErrors];

export type KieCallbackResponses = {
    /**
     * Heard, whether or not it was news.
     */
    200: {
        code: 200;
        msg: 'success';
    };
};

export type KieCallbackResponse = KieCallbackResponses[keyof KieCallbackResponses];
