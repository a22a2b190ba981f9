// The types and client examples of the storyboard contract, as they are printed there.

// ============================================================================
// Storyboard Types
// ============================================================================

interface Scene {
  id: string;                // UUID v4
  order: number;             // 0-4
  description: string;       // Narrative description
  imagePrompt: string;       // Image generation prompt
  suggestedDuration: number; // 2-4 seconds
}

interface StoryboardRequest {
  prompt: string;
  targetDuration?: number;   // Default: 15
  referenceImageUrls?: string[]; // Optional: URLs of uploaded reference images
}

interface StoryboardResponse {
  success: boolean;
  scenes?: Scene[];
  error?: string;
  code?: string;
  retryable?: boolean;
}

// ============================================================================
// Image Generation Types
// ============================================================================

interface GeneratedImage {
  id: string;                // UUID v4
  url: string;               // Local file path
  localPath: string;         // Full local file path
  prompt: string;            // Prompt used
  replicateId: string;       // Replicate prediction ID
  createdAt: string;         // ISO 8601 timestamp
}

interface ImageGenerationRequest {
  prompt: string;
  projectId: string;
  sceneIndex: number;
  seedImage?: string;
  referenceImageUrls?: string[]; // Optional: URLs of uploaded reference images for style/context
}

interface ImageGenerationResponse {
  success: boolean;
  predictionId?: string;
  status?: 'starting' | 'processing';
  error?: string;
  code?: string;
  retryable?: boolean;
}

interface ImageStatusResponse {
  success: boolean;
  status: 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled';
  image?: GeneratedImage;
  error?: string;
  progress?: number;
}

// ============================================================================
// Error Types
// ============================================================================

type ErrorCode =
  | 'INVALID_REQUEST'
  | 'GENERATION_FAILED'
  | 'PREDICTION_FAILED'
  | 'POLLING_FAILED'
  | 'RATE_LIMIT'
  | 'NOT_FOUND'
  | 'TIMEOUT';

interface APIError {
  success: false;
  error: string;
  code?: ErrorCode;
  retryable?: boolean;
}

async function generateStoryboard(prompt: string): Promise<Scene[]> {
  const response = await fetch('/api/storyboard', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ 
      prompt,
      targetDuration: 15 
    })
  });

  const data: StoryboardResponse = await response.json();
  
  if (!data.success) {
    throw new Error(data.error || 'Failed to generate storyboard');
  }
  
  return data.scenes!;
}


async function generateImage(
  prompt: string,
  projectId: string,
  sceneIndex: number,
  seedImage?: string
): Promise<GeneratedImage> {
  // Step 1: Start generation
  const startResponse = await fetch('/api/generate-image', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ prompt, projectId, sceneIndex, seedImage })
  });

  const startData: ImageGenerationResponse = await startResponse.json();
  
  if (!startData.success) {
    throw new Error(startData.error || 'Failed to start image generation');
  }

  const predictionId = startData.predictionId!;

  // Step 2: Poll for completion
  const maxAttempts = 15; // 30 seconds total
  const pollInterval = 2000; // 2 seconds

  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    await new Promise(resolve => setTimeout(resolve, pollInterval));

    const statusResponse = await fetch(`/api/generate-image/${predictionId}`);
    const statusData: ImageStatusResponse = await statusResponse.json();

    if (statusData.status === 'succeeded') {
      return statusData.image!;
    }

    if (statusData.status === 'failed') {
      throw new Error(statusData.error || 'Image generation failed');
    }

    // Continue polling if status is 'starting' or 'processing'
    console.log(`Polling attempt ${attempt + 1}/${maxAttempts}, status: ${statusData.status}`);
  }

  throw new Error('Image generation timeout');
}


async function generateImageWithProgress(
  prompt: string,
  projectId: string,
  sceneIndex: number,
  onProgress: (status: string, progress?: number) => void,
  seedImage?: string
): Promise<GeneratedImage> {
  // Start generation
  const startResponse = await fetch('/api/generate-image', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ prompt, projectId, sceneIndex, seedImage })
  });

  const startData: ImageGenerationResponse = await startResponse.json();
  
  if (!startData.success) {
    throw new Error(startData.error || 'Failed to start image generation');
  }

  const predictionId = startData.predictionId!;
  onProgress('starting', 0);

  // Poll for completion
  const maxAttempts = 15;
  const pollInterval = 2000;

  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    await new Promise(resolve => setTimeout(resolve, pollInterval));

    const statusResponse = await fetch(`/api/generate-image/${predictionId}`);
    const statusData: ImageStatusResponse = await statusResponse.json();

    onProgress(statusData.status, statusData.progress);

    if (statusData.status === 'succeeded') {
      return statusData.image!;
    }

    if (statusData.status === 'failed') {
      throw new Error(statusData.error || 'Image generation failed');
    }
  }

  throw new Error('Image generation timeout');
}


async function fetchWithRetry<T>(
  url: string,
  options: RequestInit,
  maxRetries = 3
): Promise<T> {
  let lastError: Error;

  for (let attempt = 0; attempt < maxRetries; attempt++) {
    try {
      const response = await fetch(url, options);
      const data = await response.json();

      if (data.success) {
        return data as T;
      }

      // Check if error is retryable
      if (data.retryable && attempt < maxRetries - 1) {
        const backoff = Math.pow(2, attempt) * 1000; // Exponential backoff
        await new Promise(resolve => setTimeout(resolve, backoff));
        continue;
      }

      throw new Error(data.error || 'Request failed');
    } catch (error) {
      lastError = error as Error;
      
      if (attempt < maxRetries - 1) {
        const backoff = Math.pow(2, attempt) * 1000;
        await new Promise(resolve => setTimeout(resolve, backoff));
      }
    }
  }

  throw lastError!;
}
